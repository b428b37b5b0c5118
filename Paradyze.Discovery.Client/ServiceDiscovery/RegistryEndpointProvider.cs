using Microsoft.Extensions.Logging;
using Microsoft.Extensions.ServiceDiscovery;

namespace Paradyze.Discovery.Client;

/// <summary>
/// One service as Microsoft.Extensions.ServiceDiscovery sees it: a thin view over <see cref="ServiceResolver"/>, made and dropped
/// as that library likes.
/// </summary>
/// <remarks>
/// It never throws: there, a provider that throws after its token has fired fails every request from then on. So a service of
/// which no instance can serve is left to the providers after it.
/// </remarks>
internal sealed partial class RegistryEndpointProvider(
    ServiceResolver resolver, EndpointQuery query, Func<Uri, bool> isAllowed, ILogger logger) : IServiceEndpointProvider
{
    public async ValueTask PopulateAsync(IServiceEndpointBuilder endpoints, CancellationToken cancellationToken)
    {
        if (endpoints.Endpoints.Count > 0) return;
        try
        {
            var service = await resolver.ResolveAllAsync(query, cancellationToken);

            // An active token, taken before the endpoints were read: without one the library polls, and taken later it could miss a change.
            endpoints.AddChangeToken(service.ChangeToken);
            foreach (var endpoint in service.Endpoints.Where(e => isAllowed(e.Url)))
            {
                endpoints.Endpoints.Add(ServiceEndpoint.Create(new UriEndPoint(endpoint.Url)));
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotPopulated(logger, query.ServiceName, e);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public override string ToString() => "Paradyze Discovery";
}
