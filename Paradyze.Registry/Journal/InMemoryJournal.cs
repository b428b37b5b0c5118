using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Journal;

/// <summary>A journal that lives as long as its process: for tests, and for a registry that may forget.</summary>
internal sealed class InMemoryJournal(TimeProvider time) : IJournal
{
    private readonly JournalHead _head = new(time);
    private readonly Lock _turn = new();

    public long Head => _head.Revision;

    public string? Failure => null;

    public bool IsReadOnly => false;

    public ValueTask<JournalSnapshot> OpenAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(new JournalSnapshot(Epochs.New(), Revision: 0, []));

    public ValueTask<IReadOnlyList<AppendOutcome>> AppendAsync(IReadOnlyList<InstanceChange> batch, CancellationToken cancellationToken)
    {
        lock (_turn)
        {
            var (commit, outcomes) = _head.Admit(batch);
            if (!commit.Changes.IsEmpty) _head.Advance(commit);
            return ValueTask.FromResult<IReadOnlyList<AppendOutcome>>(outcomes);
        }
    }

    public ValueTask<bool> TryAgainAsync(CancellationToken cancellationToken) => ValueTask.FromResult(true);

    public IAsyncEnumerable<JournalCommit> ReadAsync(CancellationToken cancellationToken) => _head.ReadAsync(cancellationToken);

    public void Offer(CatalogSnapshot state)
    {
        // Nothing to forget: commits are passed on and not kept.
    }

    public ValueTask DisposeAsync()
    {
        _head.End();
        return ValueTask.CompletedTask;
    }
}
