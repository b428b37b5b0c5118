using Microsoft.Extensions.Primitives;

namespace Paradyze.Discovery.Client;

/// <summary>Every endpoint that answers a query, and a token that says when to ask again.</summary>
/// <param name="Endpoints">The endpoints; any of them may be called.</param>
/// <param name="ChangeToken">Fires when the service's endpoints have changed.</param>
public sealed record ServiceEndpoints(IReadOnlyList<ResolvedEndpoint> Endpoints, IChangeToken ChangeToken);
