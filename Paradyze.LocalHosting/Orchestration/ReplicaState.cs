using Paradyze.LocalHosting.ApplicationModel;
using Paradyze.LocalHosting.Supervision;

namespace Paradyze.LocalHosting.Orchestration;

/// <summary>What is known of a replica. Each change, and each line that it writes, is told to whoever follows.</summary>
internal sealed class ReplicaState(
    Replica replica,
    ResourceNotificationService notifications,
    IReadOnlyList<IReplicaObserver> observers)
{
    private ResourceSnapshot? _latest;

    public Replica Replica => replica;

    public ResourceSnapshot Latest => _latest ?? new(KnownResourceStates.NotStarted);

    public void Become(ResourceSnapshot snapshot)
    {
        if (snapshot == _latest)
            return;

        _latest = snapshot;
        var happened = new ResourceEvent(replica, snapshot);
        foreach (var observer in observers)
            observer.Changed(happened);
        notifications.Publish(happened);
    }

    /// <summary>Begins the lines of another process: the last ones are those of one.</summary>
    public void ForgetOutput() => replica.Output.Clear();

    public void Wrote(OutputLine line)
    {
        replica.Output.Add(line.Text);
        foreach (var observer in observers)
            observer.Wrote(replica, line);
    }
}
