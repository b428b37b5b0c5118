using System.Collections.Immutable;
using System.Threading.Channels;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Journal;

/// <summary>
/// What every journal in one process shares: the last revision, the revision of each instance (which is what makes a change
/// stale), and the stream of commits to the one reader.
/// </summary>
internal sealed class JournalHead(TimeProvider time)
{
    private readonly Dictionary<InstanceKey, long> _revisions = new(InstanceKeyComparer.Instance);
    private readonly Channel<JournalCommit> _commits = Channel.CreateUnbounded<JournalCommit>(new() { SingleReader = true, SingleWriter = true });
    private long _revision;

    public long Revision => Volatile.Read(ref _revision);

    public IAsyncEnumerable<JournalCommit> ReadAsync(CancellationToken cancellationToken) => _commits.Reader.ReadAllAsync(cancellationToken);

    public void Begin(JournalSnapshot snapshot)
    {
        _revisions.EnsureCapacity(snapshot.Instances.Count);
        foreach (var instance in snapshot.Instances) _revisions[instance.Key] = instance.Revision;
        Volatile.Write(ref _revision, snapshot.Revision);
    }

    /// <summary>Separates a batch into what can be committed next and what is stale.</summary>
    /// <returns>The commit, empty when every change is stale, and one outcome a change.</returns>
    public (JournalCommit Commit, AppendOutcome[] Outcomes) Admit(IReadOnlyList<InstanceChange> batch)
    {
        var next = _revision + 1;
        var admitted = new Dictionary<InstanceKey, long>(InstanceKeyComparer.Instance);
        var changes = ImmutableArray.CreateBuilder<InstanceChange>(batch.Count);
        var outcomes = new AppendOutcome[batch.Count];
        for (var i = 0; i < batch.Count; i++)
        {
            var change = batch[i];
            var isCurrent = admitted.ContainsKey(change.Key) || _revisions.GetValueOrDefault(change.Key) == change.BasedOn;
            outcomes[i] = new AppendOutcome(isCurrent, isCurrent ? next : _revision);
            if (!isCurrent) continue;
            admitted[change.Key] = next;
            changes.Add(change.At(next));
        }

        return (new JournalCommit(next, time.GetUtcNow(), changes.DrainToImmutable()), outcomes);
    }

    /// <summary>Passes a durable commit on.</summary>
    public void Advance(JournalCommit commit)
    {
        foreach (var change in commit.Changes)
        {
            if (change.Instance is null) _revisions.Remove(change.Key);
            else _revisions[change.Key] = commit.Revision;
        }

        Volatile.Write(ref _revision, commit.Revision);
        _commits.Writer.TryWrite(commit);
    }

    public void End() => _commits.Writer.TryComplete();
}
