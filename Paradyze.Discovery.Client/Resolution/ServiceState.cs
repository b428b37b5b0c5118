using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Paradyze.Discovery.Client;

/// <summary>One name in use: what the registry said of it, what follows from that, and who waits for a change.</summary>
internal sealed partial class ServiceState(string name, ILogger<ServiceState> logger)
{
    private readonly Lock _gate = new();
    private RegistryKnowledge _knowledge = RegistryKnowledge.None;
    private CancellationTokenSource _changed = new();
    private Task? _fetch;
    private volatile ServiceModel? _model;
    private long _lastUsed;
    private bool _isEnded;

    public string Name { get; } = name;

    /// <summary>What is known; <see langword="null"/> until the first answer.</summary>
    public ServiceModel? Model => _model;

    public RegistryKnowledge Knowledge
    {
        get
        {
            lock (_gate) return _knowledge;
        }
    }

    /// <summary>Fires when the endpoints change. Take it before reading them, else a change in between is lost.</summary>
    public IChangeToken ChangeToken
    {
        get
        {
            lock (_gate) return new CancellationChangeToken(_changed.Token);
        }
    }

    /// <summary>The time stamp of the last use.</summary>
    public long LastUsed
    {
        get => Volatile.Read(ref _lastUsed);
        set => Volatile.Write(ref _lastUsed, value);
    }

    /// <summary>Whether those who listen were made to ask again, for lack of any other use.</summary>
    public bool AreListenersAsked { get; set; }

    /// <summary>Takes in what was learnt, and tells those who wait when it sends callers elsewhere.</summary>
    public RegistryKnowledge Update(
        Func<RegistryKnowledge, RegistryKnowledge> learn, Func<string, RegistryKnowledge, ServiceModel> decide)
    {
        CancellationTokenSource? changed = null;
        RegistryKnowledge knowledge;
        lock (_gate)
        {
            knowledge = learn(_knowledge);
            var model = decide(Name, knowledge);
            if (_model?.HasSameEndpoints(model) == false) changed = RenewToken_NeedsLock();
            (_knowledge, _model) = (knowledge, model); // together: what no model can be made of must not stay behind as knowledge
        }

        Tell(changed);
        return knowledge;
    }

    /// <summary>Makes whoever still listens ask again, which shows that the name is in use.</summary>
    public void AskListeners()
    {
        CancellationTokenSource changed;
        lock (_gate)
        {
            changed = RenewToken_NeedsLock();
        }

        Tell(changed);
    }

    /// <summary>Ends it. Nobody tells it of changes any more, so whoever listens, now or later, is told to ask anew at once.</summary>
    public void End()
    {
        CancellationTokenSource changed;
        lock (_gate)
        {
            _isEnded = true;
            changed = _changed;
        }

        Tell(changed);
    }

    /// <summary>The fetch under way, or a new one: there is never more than one at a time.</summary>
    public Task FetchOnce(Func<ServiceState, Task> fetch)
    {
        lock (_gate)
        {
            return _fetch is { IsCompleted: false } running ? running : _fetch = Task.Run(() => fetch(this));
        }
    }

    private CancellationTokenSource RenewToken_NeedsLock()
    {
        var changed = _changed;
        if (!_isEnded) _changed = new CancellationTokenSource();
        return changed;
    }

    // Outside of the lock, since it runs the listeners. What they throw is no fault of the registry's.
    private void Tell(CancellationTokenSource? changed)
    {
        try
        {
            changed?.Cancel();
        }
        catch (AggregateException e)
        {
            Log.ListenerFailed(logger, Name, e);
        }
    }
}
