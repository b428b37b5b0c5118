using System.Diagnostics.CodeAnalysis;

namespace Paradyze.Discovery.Client;

/// <summary>Finds the endpoints of services: from memory, synchronously and without allocation, whenever it can.</summary>
public sealed class ServiceResolver
{
    private readonly EndpointCache _cache;
    private readonly RegistryPoller _updates;
    private readonly EndpointPicker _picker;
    private readonly ClientInstruments _instruments;

    internal ServiceResolver(EndpointCache cache, RegistryPoller updates, EndpointPicker picker, ClientInstruments instruments) =>
        (_cache, _updates, _picker, _instruments) = (cache, updates, picker, instruments);

    /// <summary>Finds one endpoint of a service.</summary>
    /// <param name="serviceName">The service's name.</param>
    /// <param name="cancellationToken">Ends the wait for the registry, which only a first resolution has.</param>
    /// <exception cref="ArgumentException"><paramref name="serviceName"/> does not follow <see cref="ServiceName.Rule"/>.</exception>
    /// <exception cref="ServiceResolutionException">No endpoint may be called; see its subclasses.</exception>
    public ValueTask<ResolvedEndpoint> ResolveAsync(string serviceName, CancellationToken cancellationToken = default) =>
        ResolveAsync(new EndpointQuery(serviceName), cancellationToken);

    /// <summary>Finds one endpoint of a service.</summary>
    /// <param name="query">Which service, and which of its addresses will do.</param>
    /// <param name="cancellationToken">Ends the wait for the registry, which only a first resolution has.</param>
    /// <exception cref="ArgumentException">The name does not follow <see cref="ServiceName.Rule"/>.</exception>
    /// <exception cref="ServiceResolutionException">No endpoint may be called; see its subclasses.</exception>
    public ValueTask<ResolvedEndpoint> ResolveAsync(EndpointQuery query, CancellationToken cancellationToken = default)
    {
        var state = StateOf(query.ServiceName);
        return state.Model is { } model ? Answer(model, query) : FirstAsync(state, query, cancellationToken);

        async ValueTask<ResolvedEndpoint> FirstAsync(ServiceState state, EndpointQuery query, CancellationToken cancellationToken) =>
            await Answer(await GetModelAsync(state, cancellationToken), query);

        ValueTask<ResolvedEndpoint> Answer(ServiceModel model, EndpointQuery query) =>
            Pick(model, query) is { } endpoint
                ? new ValueTask<ResolvedEndpoint>(endpoint)
                : ValueTask.FromException<ResolvedEndpoint>(model.ToException(query));
    }

    /// <summary>Finds all endpoints of a service, and a token that fires when they change. There may be none, now.</summary>
    /// <param name="query">Which service, and which of its addresses will do.</param>
    /// <param name="cancellationToken">Ends the wait for the registry, which only a first resolution has.</param>
    /// <remarks>
    /// A name that nobody asks for within <see cref="ServiceDiscoveryClientOptions.IdleTimeout"/> makes the token fire too: whoever
    /// still listens shows it by asking again.
    /// </remarks>
    /// <exception cref="ArgumentException">The name does not follow <see cref="ServiceName.Rule"/>.</exception>
    public async ValueTask<ServiceEndpoints> ResolveAllAsync(EndpointQuery query, CancellationToken cancellationToken = default)
    {
        var state = StateOf(query.ServiceName);
        var changeToken = state.ChangeToken; // before the endpoints are read: a change in between must fire it
        var model = await GetModelAsync(state, cancellationToken);
        ResolvedEndpoint[] endpoints = [.. model.Instances.Select(i => i.Match(query)).OfType<ResolvedEndpoint>()];
        _instruments.Resolved(model, isAnswered: endpoints.Length > 0);
        return new ServiceEndpoints(endpoints, changeToken, endpoints.Length > 0 ? null : model.ToException(query));
    }

    /// <summary>Finds one endpoint of a service in memory alone. A name that was never asked for is asked for in the background.</summary>
    /// <param name="query">Which service, and which of its addresses will do.</param>
    /// <param name="endpoint">The endpoint, when one is known.</param>
    /// <exception cref="ArgumentException">The name does not follow <see cref="ServiceName.Rule"/>.</exception>
    public bool TryResolve(EndpointQuery query, [NotNullWhen(true)] out ResolvedEndpoint? endpoint)
    {
        var state = StateOf(query.ServiceName);
        if (state.Model is null) _updates.BeginFirstAnswer(state);
        endpoint = state.Model is { } model ? Pick(model, query) : null;
        return endpoint is not null;
    }

    /// <summary>Tells what each source says of a service, from memory: for a name not in use yet the registry has said nothing.</summary>
    /// <param name="serviceName">The service's name.</param>
    public ServiceExplanation Explain(string serviceName) => _cache.Explain(serviceName);

    /// <summary>The state of what may be a service; <see langword="null"/> when the text cannot be the name of one.</summary>
    internal ServiceState? FindState(string text) =>
        _cache.Find(text) ?? (ServiceName.TryParse(text, out var name) ? _cache.GetOrAdd(name) : null);

    internal ValueTask<ServiceModel> GetModelAsync(ServiceState state, CancellationToken cancellationToken)
    {
        return state.Model is { } model ? new ValueTask<ServiceModel>(model) : FirstAsync(state, cancellationToken);

        async ValueTask<ServiceModel> FirstAsync(ServiceState state, CancellationToken cancellationToken)
        {
            await _updates.FirstAnswerAsync(state, cancellationToken);
            return state.Model!;
        }
    }

    /// <summary>Chooses an endpoint; <see langword="null"/> when the service has none that answers the query.</summary>
    internal ResolvedEndpoint? Pick(ServiceModel model, in EndpointQuery query)
    {
        var endpoint = _picker.Pick(model, query);
        _instruments.Resolved(model, isAnswered: endpoint is not null);
        return endpoint;
    }

    private ServiceState StateOf(string serviceName) =>
        FindState(serviceName) ?? throw new ArgumentException($"'{serviceName}' is not a service name: it {ServiceName.Rule}.", nameof(serviceName));
}
