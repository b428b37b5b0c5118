using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal;
using Paradyze.Registry.Journal.JsonFile;

namespace Paradyze.Registry.Tests.Journal;

internal static class JournalFixture
{
    public static RegistryMeter CreateMeter(ServiceCatalog? catalog = null)
    {
        var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        return new RegistryMeter(services.GetRequiredService<IMeterFactory>(), catalog ?? new ServiceCatalog());
    }

    public static JsonFileJournal Create(string folder, TimeProvider time, IJournalFiles? files = null, long? snapshotBytes = null)
    {
        var options = new RegistryOptions { Data = folder };
        if (snapshotBytes is { } bytes) options.Journal.SnapshotBytes = bytes;
        return new JsonFileJournal(Options.Create(options), files ?? new DiskFiles(), time, CreateMeter(), NullLogger<JsonFileJournal>.Instance);
    }

    /// <summary>Reads what a journal that is closed has passed on.</summary>
    public static async Task<List<JournalCommit>> ReadAsync(IJournal journal)
    {
        var commits = new List<JournalCommit>();
        await foreach (var commit in journal.ReadAsync(TestContext.Current.CancellationToken)) commits.Add(commit);
        return commits;
    }

    /// <summary>Opens, and folds everything durable.</summary>
    public static async Task<CatalogSnapshot> OpenAsync(IJournal journal)
    {
        var snapshot = await journal.OpenAsync(TestContext.Current.CancellationToken);
        var state = CatalogSnapshot.Of(snapshot.Revision, snapshot.Instances);
        await using var commits = journal.ReadAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        while (state.Revision < journal.Head && await commits.MoveNextAsync()) state = state.Apply(commits.Current.Revision, commits.Current.Changes);
        return state;
    }

    /// <summary>Opens, folds everything durable and closes.</summary>
    public static async Task<CatalogSnapshot> RecoverAsync(IJournal journal)
    {
        await using (journal) return await OpenAsync(journal);
    }
}
