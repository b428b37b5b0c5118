using System.Collections.Immutable;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal;

namespace Paradyze.Registry.Registration;

/// <summary>A request on its way through the commit loop.</summary>
internal abstract class PendingChange
{
    /// <summary>What was decided last.</summary>
    public ImmutableArray<InstanceChange> Changes { get; protected set; } = [];

    /// <summary>Decides against a state.</summary>
    public abstract void Decide(CatalogSnapshot state);

    public abstract void Complete(long revision);

    public abstract void Fail(Exception exception);
}

internal sealed class PendingChange<TOutcome>(IChangeRequest<TOutcome> request) : PendingChange
{
    // The asker continues on the pool: it must not hold up the loop.
    private readonly TaskCompletionSource<TOutcome> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Func<long, TOutcome>? _conclude;

    public Task<TOutcome> Answer => _answer.Task;

    public override void Decide(CatalogSnapshot state) => (Changes, _conclude) = request.Decide(state);

    public override void Complete(long revision) => _answer.TrySetResult(_conclude!(revision));

    public override void Fail(Exception exception) => _answer.TrySetException(exception);
}
