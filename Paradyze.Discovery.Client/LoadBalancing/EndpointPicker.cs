namespace Paradyze.Discovery.Client;

/// <summary>
/// Chooses among a service's endpoints at random, each as likely as the next, without allocating. Endpoints that an earlier
/// attempt has tried are taken only when there is no other.
/// </summary>
internal sealed class EndpointPicker(Random random)
{
    public ResolvedEndpoint? Pick(ServiceModel model, in EndpointQuery query)
    {
        if (query.Tried is { } tried && Pick(model.Instances, query, tried) is { } untried) return untried;
        return Pick(model.Instances, query, tried: null);
    }

    private ResolvedEndpoint? Pick(IReadOnlyList<InstanceModel> instances, in EndpointQuery query, TriedEndpoints? tried)
    {
        // Reservoir sampling: one pass, and each of the k that match ends up chosen with the probability 1/k.
        ResolvedEndpoint? chosen = null;
        var matches = 0;
        for (var i = 0; i < instances.Count; i++)
        {
            if (instances[i].Match(query) is not { } endpoint || tried?.Contains(endpoint) == true) continue;
            matches++;
            if (matches == 1 || random.Next(matches) == 0) chosen = endpoint;
        }

        return chosen;
    }
}
