using Paradyze.Registry.Journal;

namespace Paradyze.Registry.Catalog;

/// <summary>
/// Advances the catalog by reading the journal, for the registry's own changes as for those found at start. The host starts
/// only once everything found in the journal is in the catalog.
/// </summary>
internal sealed partial class CatalogFollower(
    IJournal journal, ServiceCatalog catalog, IEnumerable<ICommitObserver> observers, ILogger<CatalogFollower> logger) : BackgroundService
{
    private readonly ICommitObserver[] _observers = [.. observers];
    private IAsyncEnumerator<JournalCommit>? _commits;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var snapshot = await journal.OpenAsync(cancellationToken);
        catalog.Reset(snapshot);
        _commits = journal.ReadAsync(CancellationToken.None).GetAsyncEnumerator(CancellationToken.None);
        while (catalog.Current.Revision < journal.Head && await _commits.MoveNextAsync())
            catalog.Apply(_commits.Current);
        foreach (var observer in _observers) observer.Recovered(catalog.Current);

        Log.Recovered(logger, catalog.Current.InstanceCount, catalog.Current.ServiceCount, catalog.RevisionText);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // Closing the journal is what ends the reading below; by now the registrar has written its last batch.
        await journal.DisposeAsync();
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _commits!.MoveNextAsync())
        {
            foreach (var observer in _observers) observer.Committed(_commits.Current);
            catalog.Apply(_commits.Current);
        }

        await _commits.DisposeAsync();
    }

    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Information, "Recovered {Instances} instances of {Services} services at revision {Revision}", EventName = "Recovered")]
        public static partial void Recovered(ILogger logger, int instances, int services, string revision);
    }
}
