namespace Paradyze.Discovery.Client;

/// <summary>One address at which a service can be called.</summary>
public sealed record ResolvedEndpoint
{
    /// <summary>Where a handler leaves the endpoint that it chose for a request.</summary>
    public static readonly HttpRequestOptionsKey<ResolvedEndpoint> RequestKey = new("Paradyze.Discovery.ResolvedEndpoint");

    /// <summary>Gets the service's name.</summary>
    public required string ServiceName { get; init; }

    /// <summary>Gets the address, with the path that the instance lives under.</summary>
    public required Uri Url { get; init; }

    /// <summary>Gets who knew the address.</summary>
    public required ResolutionSource Source { get; init; }

    /// <summary>Gets the instance as the registry described it; <see langword="null"/> from any other source.</summary>
    public ServiceInstance? Instance { get; init; }

    /// <summary>Gets when the registry last confirmed the address, when it can no longer be asked; else <see langword="null"/>.</summary>
    public DateTimeOffset? StaleSince { get; init; }
}
