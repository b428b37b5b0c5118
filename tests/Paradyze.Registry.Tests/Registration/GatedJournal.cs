using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal;

namespace Paradyze.Registry.Tests.Registration;

/// <summary>A journal whose writes can be held up, overtaken by another writer, or made to fail.</summary>
internal sealed class GatedJournal(IJournal inner) : IJournal
{
    private TaskCompletionSource _reached = NewSource();
    private TaskCompletionSource _gate = Opened();
    private InstanceChange? _overtaking;
    private Exception? _exception;

    /// <summary>Completes when the first write since it was closed stands before the gate.</summary>
    public Task Reached => _reached.Task;

    public long Head => inner.Head;

    public string? Failure { get; private set; }

    public bool IsReadOnly { get; private set; }

    public void Close() => (_reached, _gate) = (NewSource(), NewSource());

    public void Open() => _gate.TrySetResult();

    public void OvertakeOnce(InstanceChange change) => _overtaking = change;

    public void FailWith(Exception? exception, string? failure, bool isReadOnly = false) => (_exception, Failure, IsReadOnly) = (exception, failure, isReadOnly);

    public ValueTask<JournalSnapshot> OpenAsync(CancellationToken cancellationToken) => inner.OpenAsync(cancellationToken);

    public async ValueTask<IReadOnlyList<AppendOutcome>> AppendAsync(IReadOnlyList<InstanceChange> batch, CancellationToken cancellationToken)
    {
        _reached.TrySetResult();
        await _gate.Task;
        if (_exception is not null) throw _exception;
        if (Interlocked.Exchange(ref _overtaking, null) is { } overtaking) await inner.AppendAsync([overtaking], cancellationToken);
        return await inner.AppendAsync(batch, cancellationToken);
    }

    public ValueTask<bool> TryAgainAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Failure is null);

    public IAsyncEnumerable<JournalCommit> ReadAsync(CancellationToken cancellationToken) => inner.ReadAsync(cancellationToken);

    public void Offer(CatalogSnapshot state) => inner.Offer(state);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource Opened()
    {
        var gate = new TaskCompletionSource();
        gate.SetResult();
        return gate;
    }
}
