using Paradyze.Registry.Journal;

namespace Paradyze.Registry.Catalog;

/// <summary>
/// Hears of every commit just before readers see it, on the one thread that advances the catalog: it must neither wait nor fail.
/// </summary>
internal interface ICommitObserver
{
    /// <summary>Begins with what was found at start.</summary>
    void Recovered(CatalogSnapshot state);

    /// <summary>Takes note of a commit; its instances carry its revision.</summary>
    void Committed(JournalCommit commit);
}
