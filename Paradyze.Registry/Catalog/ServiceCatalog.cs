using Paradyze.Discovery;
using Paradyze.Registry.Journal;

namespace Paradyze.Registry.Catalog;

/// <summary>
/// What is registered now. One writer advances it (<see cref="CatalogFollower"/>); readers take <see cref="Current"/> and never lock.
/// </summary>
internal sealed class ServiceCatalog
{
    private readonly Lock _gate = new();
    private volatile CatalogSnapshot _current = CatalogSnapshot.Empty;
    private TaskCompletionSource _advanced = NewSignal();

    public CatalogSnapshot Current => _current;

    /// <summary>The epoch that the revisions belong to; set once, before anything is served.</summary>
    public string Epoch { get; private set; } = "";

    public Revision RevisionAt(long number) => new(Epoch, number);

    public void Reset(JournalSnapshot snapshot)
    {
        Epoch = snapshot.Epoch;
        Publish(CatalogSnapshot.From(snapshot));
    }

    public void Apply(JournalCommit commit) => Publish(_current.Apply(commit.Revision, commit.Changes));

    /// <summary>Returns the first snapshot at or after a revision.</summary>
    public async Task<CatalogSnapshot> WaitForAsync(long revision, CancellationToken cancellationToken)
    {
        while (true)
        {
            // The signal is taken before the look, so that an advance between the two is not missed.
            var advanced = Volatile.Read(ref _advanced).Task;
            if (_current is { } current && current.Revision >= revision) return current;
            await advanced.WaitAsync(cancellationToken);
        }
    }

    private void Publish(CatalogSnapshot next)
    {
        TaskCompletionSource advanced;
        lock (_gate)
        {
            _current = next;
            advanced = Interlocked.Exchange(ref _advanced, NewSignal());
        }

        advanced.SetResult();
    }

    // Waiters continue on the pool: none of them may hold up the one writer.
    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
