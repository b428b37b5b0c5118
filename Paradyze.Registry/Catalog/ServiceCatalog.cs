using System.Collections.Concurrent;
using Paradyze.Discovery;
using Paradyze.Registry.Journal;

namespace Paradyze.Registry.Catalog;

/// <summary>
/// What is registered now. One writer advances it (<see cref="CatalogFollower"/>); readers take <see cref="Current"/> or one cell
/// and never lock.
/// </summary>
internal sealed class ServiceCatalog
{
    // Single reads go through this map; lists and everything that needs one moment go through the snapshot.
    private readonly ConcurrentDictionary<string, ServiceCell> _cells = new(ServiceName.Comparer);
    private volatile CatalogSnapshot _current = CatalogSnapshot.Empty;

    // Written after the cells: whoever reads it first and a cell then never claims more than it sees.
    private volatile string _revisionText = "";
    private TaskCompletionSource _advanced = NewSignal();

    public CatalogSnapshot Current => _current;

    /// <summary>The epoch that the revisions belong to; set once, before anything is served.</summary>
    public string Epoch { get; private set; } = "";

    /// <summary>The revision of <see cref="Current"/> as it travels.</summary>
    public string RevisionText => _revisionText;

    public Revision RevisionAt(long number) => new(Epoch, number);

    /// <summary>The newest cell of a service.</summary>
    public ServiceCell? Find(string serviceName) => _cells.GetValueOrDefault(serviceName);

    public RegisteredInstance? Find(InstanceKey key) => Find(key.ServiceName)?.Find(key.InstanceId);

    /// <summary>Begins with what a journal recovered.</summary>
    public void Reset(JournalSnapshot recovered)
    {
        Epoch = recovered.Epoch;
        var state = CatalogSnapshot.Of(recovered.Revision, recovered.Instances);
        foreach (var cell in state.Services) _cells[cell.Name] = cell;
        Publish(state);
    }

    public void Apply(JournalCommit commit)
    {
        var draft = new CatalogDraft(_current);
        foreach (var change in commit.Changes) draft.Apply(change, commit.Revision);
        foreach (var cell in draft.Changed)
        {
            if (cell.Instances.IsEmpty) _cells.TryRemove(cell.Name, out _);
            else _cells[cell.Name] = cell;
        }

        Publish(draft.ToSnapshot(commit.Revision));
    }

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
        _current = next;
        _revisionText = RevisionAt(next.Revision).ToString();
        Interlocked.Exchange(ref _advanced, NewSignal()).SetResult();
    }

    // Waiters continue on the pool: none of them may hold up the one writer.
    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
