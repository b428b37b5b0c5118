using System.Collections.Immutable;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal;

namespace Paradyze.Registry.Registration;

/// <summary>Something that is asked of the registrar.</summary>
/// <typeparam name="TOutcome">What the asker is told.</typeparam>
internal interface IChangeRequest<TOutcome>
{
    /// <summary>
    /// Decides against a state, without side effects. Called again with a later state when the journal found the decision stale.
    /// </summary>
    Decision<TOutcome> Decide(CatalogSnapshot state);
}

/// <summary>What a request comes to.</summary>
/// <param name="Changes">The changes to commit; empty when all is as it should be.</param>
/// <param name="Conclude">What the asker is told, given the revision of the commit.</param>
internal sealed record Decision<TOutcome>(ImmutableArray<InstanceChange> Changes, Func<long, TOutcome> Conclude)
{
    public static Decision<TOutcome> Nothing(TOutcome outcome) => new([], _ => outcome);
}
