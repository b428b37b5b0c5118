using Microsoft.Extensions.Primitives;

namespace Paradyze.Discovery.Client;

/// <summary>Every endpoint that answers a query, and a token that says when to ask again.</summary>
/// <param name="Endpoints">The endpoints; any of them may be called. Empty when there is none, and <paramref name="Failure"/> says why.</param>
/// <param name="ChangeToken">Fires when the service's endpoints have changed, from none to some too.</param>
/// <param name="Failure">Why there is no endpoint; <see langword="null"/> when there is one.</param>
public sealed record ServiceEndpoints(
    IReadOnlyList<ResolvedEndpoint> Endpoints, IChangeToken ChangeToken, ServiceResolutionException? Failure);
