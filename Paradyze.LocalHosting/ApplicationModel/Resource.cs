namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>The base of everything that the engine runs: what it is called, needs, offers and waits for.</summary>
public abstract class Resource : IResource
{
    private protected Resource(string name)
    {
        ResourceName.ThrowIfInvalid(name);
        Name = name;
    }

    /// <inheritdoc />
    public string Name { get; }

    internal int Replicas { get; set; } = 1;

    internal bool HasExternalEndpoints { get; set; }

    internal bool StartsExplicitly { get; set; }

    internal List<ResourceCommand> Commands { get; } = [];

    internal List<string> Arguments { get; } = [];

    internal List<ResourceEndpoint> Endpoints { get; } = [];

    internal List<EnvironmentVariable> Environment { get; } = [];

    internal List<HttpHealthCheck> HealthChecks { get; } = [];

    internal List<Dependency> WaitsFor { get; } = [];

    /// <summary>Gets the resources whose addresses it is told.</summary>
    internal HashSet<Resource> References { get; } = [];

    internal List<EndpointUrlCallback> UrlCallbacks { get; } = [];

    internal abstract ProcessCommand Command { get; }

    /// <summary>Gets what must be there and is not, with the way out, where the system itself would not name it.</summary>
    internal virtual string? MissingPart => Directory.Exists(Command.WorkingDirectory)
        ? null
        : $"The folder '{Command.WorkingDirectory}', in which '{Command.FileName}' is to run, does not exist. Create it, or name another in the app model.";

    internal ResourceEndpoint RequireEndpoint(string name) =>
        Endpoints.Find(endpoint => endpoint.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new DistributedApplicationException(
            $"Resource '{Name}' has no endpoint '{name}'; it has {EndpointNames()}. "
            + "Add it with WithHttpEndpoint, or as a url of the project's launch profile.");

    /// <summary>Gives the endpoint that a caller means who names none: https where there is one, else http.</summary>
    internal ResourceEndpoint RequireHttpEndpoint() =>
        Endpoints.Find(endpoint => endpoint.Scheme == Uri.UriSchemeHttps)
        ?? Endpoints.Find(endpoint => endpoint.Scheme == Uri.UriSchemeHttp)
        ?? RequireEndpoint(Uri.UriSchemeHttp);

    private string EndpointNames() =>
        Endpoints.Count == 0 ? "none" : string.Join(", ", Endpoints.Select(endpoint => $"'{endpoint.Name}'"));
}
