namespace Paradyze.Discovery.Client;

/// <summary>Finds the endpoints of services: from memory, synchronously and without allocation, whenever it can.</summary>
public sealed class ServiceResolver
{
    internal ServiceResolver()
    {
    }

    /// <summary>Finds one endpoint of a service.</summary>
    /// <param name="serviceName">The service's name.</param>
    /// <param name="cancellationToken">Ends the wait for the registry, which only a first resolution has.</param>
    /// <exception cref="ServiceResolutionException">No endpoint may be called; see its subclasses.</exception>
    public ValueTask<ResolvedEndpoint> ResolveAsync(string serviceName, CancellationToken cancellationToken = default) =>
        ResolveAsync(new EndpointQuery(serviceName), cancellationToken);

    /// <summary>Finds one endpoint of a service.</summary>
    /// <param name="query">Which service, and which of its addresses will do.</param>
    /// <param name="cancellationToken">Ends the wait for the registry, which only a first resolution has.</param>
    /// <exception cref="ServiceResolutionException">No endpoint may be called; see its subclasses.</exception>
    public ValueTask<ResolvedEndpoint> ResolveAsync(EndpointQuery query, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException(query.ServiceName);

    /// <summary>Finds all endpoints of a service, and a token that fires when they change.</summary>
    /// <param name="query">Which service, and which of its addresses will do.</param>
    /// <param name="cancellationToken">Ends the wait for the registry, which only a first resolution has.</param>
    /// <exception cref="ServiceResolutionException">No endpoint may be called; see its subclasses.</exception>
    public ValueTask<ServiceEndpoints> ResolveAllAsync(EndpointQuery query, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException(query.ServiceName);

    /// <summary>Finds one endpoint of a service in memory alone. A name that was never asked for is asked for in the background.</summary>
    /// <param name="query">Which service, and which of its addresses will do.</param>
    /// <param name="endpoint">The endpoint, when one is known.</param>
    public bool TryResolve(EndpointQuery query, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ResolvedEndpoint? endpoint) =>
        throw new NotSupportedException(query.ServiceName);

    /// <summary>Tells what each source says of a service, from memory: for a name not in use yet the registry has said nothing.</summary>
    /// <param name="serviceName">The service's name.</param>
    public ServiceExplanation Explain(string serviceName) => throw new NotSupportedException(serviceName);
}
