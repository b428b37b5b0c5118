using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Journal;

/// <summary>Where changes become durable: the one storage seam. The catalog is a fold over what it reads.</summary>
internal interface IJournal : IAsyncDisposable
{
    /// <summary>The revision of the last durable commit.</summary>
    long Head { get; }

    /// <summary>Why changes are not taken now, and what to do about it; <see langword="null"/> while they are.</summary>
    string? Failure { get; }

    /// <summary>Whether no changes are taken any more before a restart.</summary>
    bool IsReadOnly { get; }

    /// <summary>Recovers what is durable. Called once, before everything else.</summary>
    /// <exception cref="JournalException">The journal cannot be opened, or is damaged; the message names the place and the way out.</exception>
    ValueTask<JournalSnapshot> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Makes a batch durable with one write; each change stands or falls alone. Several writers may call it at once.</summary>
    /// <returns>One outcome a change, in order. A change is stale when its instance is no longer at <see cref="InstanceChange.BasedOn"/>.</returns>
    /// <exception cref="JournalException">Nothing of the batch happened, or nobody knows; see <see cref="JournalException.IsOutcomeKnown"/>.</exception>
    ValueTask<IReadOnlyList<AppendOutcome>> AppendAsync(IReadOnlyList<InstanceChange> batch, CancellationToken cancellationToken);

    /// <summary>
    /// Finds out whether changes can be taken again where they could not, without making one. Nothing happens while they are taken, nor when
    /// it <see cref="IsReadOnly"/>.
    /// </summary>
    /// <returns>Whether they are taken.</returns>
    ValueTask<bool> TryAgainAsync(CancellationToken cancellationToken);

    /// <summary>Every commit after the snapshot of <see cref="OpenAsync"/>, in order; ends when the journal is disposed. One reader.</summary>
    IAsyncEnumerable<JournalCommit> ReadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Shows the fold of everything durable so far, between two batches; nothing happens when it is behind. A journal that grows may
    /// write it down and forget the commits before it.
    /// </summary>
    void Offer(CatalogSnapshot state);
}
