using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Paradyze.Discovery.Client;

/// <summary>
/// The names in use and what is known of each. It is told what was learnt, by whatever source of updates there is, and never
/// asks anybody itself.
/// </summary>
internal sealed class EndpointCache(
    SourceChain sources,
    SnapshotStore snapshot,
    IOptions<ServiceDiscoveryClientOptions> options,
    TimeProvider time,
    ILogger<ServiceState> stateLogger)
{
    private readonly ConcurrentDictionary<string, ServiceState> _states = new(ServiceName.Comparer);

    public ICollection<ServiceState> States => _states.Values;

    /// <summary>The state of a name in use, which this counts as a use of; <see langword="null"/> for a new name.</summary>
    public ServiceState? Find(string serviceName)
    {
        if (!_states.TryGetValue(serviceName, out var state)) return null;
        Touch(state);
        return state;
    }

    /// <summary>The state of a name, from now on in use.</summary>
    public ServiceState GetOrAdd(ServiceName serviceName)
    {
        var state = _states.GetOrAdd(serviceName.Value, static (name, logger) => new ServiceState(name, logger), stateLogger);
        Touch(state);
        return state;
    }

    /// <summary>Takes in what the registry answered.</summary>
    public void Learn(ServiceState state, RegistryAnswer answer)
    {
        var now = time.GetUtcNow();
        Update(state, knowledge => knowledge.After(answer, now, options.Value.NewEpochGrace));
    }

    /// <summary>Takes in that the registry could not be asked.</summary>
    public void LearnSilence(ServiceState state, string reason)
    {
        var fromDisk = snapshot.Find(state.Name);
        Update(state, knowledge => knowledge.AfterSilence(reason).Adopt(fromDisk));
    }

    /// <summary>Asks the sources again, the registry aside.</summary>
    public void Refresh(ServiceState state) => Update(state, knowledge => knowledge);

    public ServiceExplanation Explain(string serviceName)
    {
        var knowledge = _states.TryGetValue(serviceName, out var state) ? state.Knowledge : RegistryKnowledge.None;
        return sources.Explain(serviceName, knowledge);
    }

    /// <summary>
    /// Drops a name that nobody has used for long. First those who listen for its changes are made to ask again, which is a use:
    /// only a name that stays unused after that is dropped.
    /// </summary>
    public void DropWhenIdle(ServiceState state)
    {
        if (time.GetElapsedTime(state.LastUsed) < options.Value.IdleTimeout)
        {
            state.AreListenersAsked = false;
        }
        else if (!state.AreListenersAsked)
        {
            state.AreListenersAsked = true;
            state.AskListeners();
        }
        else
        {
            _states.TryRemove(KeyValuePair.Create(state.Name, state));
            state.End(); // somebody may have found it just before
        }
    }

    private void Update(ServiceState state, Func<RegistryKnowledge, RegistryKnowledge> learn)
    {
        var knowledge = state.Update(learn, sources.Decide);
        if (knowledge.Answer is not null) snapshot.Keep(state.Name, knowledge.Good); // before that nothing was learnt that could replace it
    }

    private void Touch(ServiceState state) => state.LastUsed = time.GetTimestamp();
}
