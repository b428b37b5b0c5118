namespace Paradyze.LocalHosting.ApplicationModel;

internal sealed record HttpHealthCheck(string Path, int StatusCode, string? EndpointName)
{
    /// <summary>Gives the address that a replica of the resource is asked at.</summary>
    /// <exception cref="DistributedApplicationException">The resource has no such endpoint.</exception>
    /// <exception cref="UriFormatException">The path is none.</exception>
    public Uri Url(Resource resource, int replica)
    {
        var endpoint = EndpointName is { } name ? resource.RequireEndpoint(name) : resource.RequireHttpEndpoint();
        return new(new Uri(endpoint.Url(replica)), Path);
    }
}
