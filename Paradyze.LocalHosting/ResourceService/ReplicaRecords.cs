using Paradyze.LocalHosting.ApplicationModel;
using Paradyze.LocalHosting.Orchestration;

namespace Paradyze.LocalHosting.ResourceService;

/// <summary>
/// The states of all replicas. Watchers have no queues: each keeps the revision that it has read up to, and one that is slow finds the
/// latest state of a replica in place of those before it.
/// </summary>
internal sealed class ReplicaRecords(TimeProvider time) : IReplicaObserver
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Replica, ReplicaRecord> _records = [];

    private long _revision;

    public ChangeSignal HasChanged { get; } = new();

    public void Changed(ResourceEvent happened)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            _revision++;
            _records[happened.Replica] = _records.TryGetValue(happened.Replica, out var known)
                ? known.Next(happened, _revision, now)
                : new ReplicaRecord(happened, _revision, CreatedAt: now).Next(happened, _revision, now);
        }

        HasChanged.Set();
    }

    /// <summary>Gives what has changed after a revision, the oldest change first; after 0 that is everything.</summary>
    public IReadOnlyList<ReplicaRecord> After(long revision)
    {
        lock (_lock)
            return [.. _records.Values.Where(record => record.Revision > revision).OrderBy(record => record.Revision)];
    }
}
