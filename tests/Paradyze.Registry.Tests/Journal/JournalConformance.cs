using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal;

namespace Paradyze.Registry.Tests.Journal;

/// <summary>What every journal promises; each implementation inherits it.</summary>
public abstract class JournalConformance
{
    private protected abstract IJournal CreateJournal();

    [Fact]
    public async Task Open_New_IsEmptyAtRevisionZero()
    {
        await using var journal = CreateJournal();
        var snapshot = await journal.OpenAsync(TestContext.Current.CancellationToken);
        Assert.Equal((0L, 0), (snapshot.Revision, snapshot.Instances.Count));
        Assert.True(Discovery.Revision.TryParse($"{snapshot.Epoch}.0", out _));
        Assert.Null(journal.Failure);
    }

    [Fact]
    public async Task Open_Twice_GivesTwoEpochs()
    {
        await using var one = CreateJournal();
        var first = await one.OpenAsync(TestContext.Current.CancellationToken);
        await one.DisposeAsync();
        await using var other = CreateJournal();
        Assert.NotEqual(first.Epoch, (await other.OpenAsync(TestContext.Current.CancellationToken)).Epoch);
    }

    [Fact]
    public async Task Append_Batches_AreReadInOrderWithGrowingRevisions()
    {
        await using var journal = await OpenAsync();
        await AppendAsync(journal, Instances.Put("orders", "a"), Instances.Put("orders", "b"));
        var outcomes = await AppendAsync(journal, Instances.Put("products", "a"));
        Assert.All(outcomes, outcome => Assert.True(outcome.IsCommitted));
        Assert.Equal(journal.Head, outcomes[0].Revision);

        await journal.DisposeAsync();
        var commits = await ReadAsync(journal);
        Assert.Equal([2, 1], commits.Select(commit => commit.Changes.Length));
        Assert.True(commits[0].Revision < commits[1].Revision);
        Assert.All(commits, commit => Assert.All(commit.Changes, change => Assert.Equal(commit.Revision, change.Instance!.Revision)));
    }

    [Fact]
    public async Task Append_StaleChange_IsRefusedAndItsNeighbourIsNot()
    {
        await using var journal = await OpenAsync();
        await AppendAsync(journal, Instances.Put("orders", "a"));
        var outcomes = await AppendAsync(journal, Instances.Put("orders", "a", basedOn: 0), Instances.Put("orders", "b"));

        Assert.Equal([false, true], outcomes.Select(outcome => outcome.IsCommitted));
        await journal.DisposeAsync();
        Assert.Equal(["a", "b"], (await ReadAsync(journal)).SelectMany(commit => commit.Changes).Select(change => change.Key.InstanceId));
    }

    [Fact]
    public async Task Append_AllStale_CommitsNothing()
    {
        await using var journal = await OpenAsync();
        await AppendAsync(journal, Instances.Put("orders", "a"));
        var head = journal.Head;
        await AppendAsync(journal, Instances.Put("orders", "a", basedOn: 99));
        Assert.Equal(head, journal.Head);
    }

    [Fact]
    public async Task Append_SeveralChangesOfOneInstance_AllCommit()
    {
        await using var journal = await OpenAsync();
        var outcomes = await AppendAsync(
            journal, Instances.Put("orders", "a"), Instances.Remove("Orders", "a", basedOn: 0), Instances.Put("orders", "a"));
        Assert.All(outcomes, outcome => Assert.True(outcome.IsCommitted));
    }

    [Fact]
    public async Task Append_AfterRemoval_IsBasedOnNothing()
    {
        await using var journal = await OpenAsync();
        var put = await AppendAsync(journal, Instances.Put("orders", "a"));
        await AppendAsync(journal, Instances.Remove("orders", "a", put[0].Revision));
        Assert.True((await AppendAsync(journal, Instances.Put("orders", "a", basedOn: 0)))[0].IsCommitted);
    }

    [Fact]
    public async Task Append_TwoWritersOfOneInstanceAtOnce_ExactlyOneCommits()
    {
        await using var journal = await OpenAsync();
        for (long revision = 0, round = 0; round < 50; round++)
        {
            var outcomes = await Task.WhenAll(Race(), Race());
            var committed = outcomes.Single(outcome => outcome.IsCommitted);
            var stale = outcomes.Single(outcome => !outcome.IsCommitted);
            Assert.Equal(committed.Revision, stale.Revision);
            revision = committed.Revision;

            Task<AppendOutcome> Race() => Task.Run(async () => (await AppendAsync(journal, Instances.Put("orders", "a", revision)))[0]);
        }
    }

    [Fact]
    public async Task Append_WritersOfDifferentInstancesAtOnce_AllCommitAndAreReadInOrder()
    {
        await using var journal = await OpenAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            var own = new List<AppendOutcome>();
            for (var i = 0; i < 20; i++) own.AddRange(await AppendAsync(journal, Instances.Put("orders", $"{writer}-{i}")));
            return own;
        })));
        Assert.All(outcomes.SelectMany(own => own), outcome => Assert.True(outcome.IsCommitted));

        await journal.DisposeAsync();
        var revisions = (await ReadAsync(journal)).ConvertAll(commit => commit.Revision);
        Assert.Equal(outcomes.SelectMany(own => own).Select(outcome => outcome.Revision).Order(), revisions);
    }

    private async Task<IJournal> OpenAsync()
    {
        var journal = CreateJournal();
        await journal.OpenAsync(TestContext.Current.CancellationToken);
        return journal;
    }

    private protected static async Task<IReadOnlyList<AppendOutcome>> AppendAsync(IJournal journal, params InstanceChange[] changes) =>
        await journal.AppendAsync(changes, TestContext.Current.CancellationToken);

    private protected static Task<List<JournalCommit>> ReadAsync(IJournal journal) => JournalFixture.ReadAsync(journal);

    private protected static Task<CatalogSnapshot> RecoverAsync(IJournal journal) => JournalFixture.RecoverAsync(journal);
}
