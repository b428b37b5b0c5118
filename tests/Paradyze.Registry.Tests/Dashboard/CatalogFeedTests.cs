using Microsoft.Extensions.Time.Testing;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Dashboard;
using Paradyze.Registry.Journal;

namespace Paradyze.Registry.Tests.Dashboard;

public sealed class CatalogFeedTests
{
    private const int TestTimeout = 30_000;
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(50);

    private readonly FakeTimeProvider _time = new();
    private readonly ServiceCatalog _catalog = new();

    [Fact(Timeout = TestTimeout)]
    public async Task FollowAsync_AfterAQuietTime_ShowsAChangeAtOnce()
    {
        await using var feed = await FollowAsync(TestContext.Current.CancellationToken);
        var next = feed.MoveNextAsync().AsTask();
        for (var passed = TimeSpan.Zero; passed < CatalogFeed.MaxInterval / 2; passed += s_step) _time.Advance(s_step);
        Assert.False(next.IsCompleted);

        Commit(2);
        Assert.True(await next);
        Assert.Equal(2, feed.Current.Revision);
    }

    [Fact(Timeout = TestTimeout)]
    public async Task FollowAsync_ChangesAllTheTime_ShowsNoMoreThanTheIntervalAllowsAndTheLastInTheEnd()
    {
        const int Changes = 100;
        await using var feed = await FollowAsync(TestContext.Current.CancellationToken);
        var shown = 0;
        var reader = ReadAsync();
        for (var revision = 2; revision <= Changes; revision++)
        {
            Commit(revision);
            _time.Advance(s_step);
            // A feed that did not keep to its interval would have the time to show each.
            await Task.WhenAny(reader, Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, TestContext.Current.CancellationToken));
        }

        while (!reader.IsCompleted)
        {
            _time.Advance(s_step);
            await Task.Yield();
        }

        await reader;
        Assert.InRange(shown, 1, (int)(Changes * s_step / CatalogFeed.MinInterval) + 1);

        async Task ReadAsync()
        {
            while (feed.Current.Revision < Changes && await feed.MoveNextAsync()) shown++;
        }
    }

    [Fact(Timeout = TestTimeout)]
    public async Task FollowAsync_NothingChanges_ShowsTheSameAgainForItsAges()
    {
        await using var feed = await FollowAsync(TestContext.Current.CancellationToken);
        var start = _time.GetUtcNow();
        var next = feed.MoveNextAsync().AsTask();
        while (!next.IsCompleted)
        {
            _time.Advance(s_step);
            await Task.Yield();
        }

        Assert.True(await next);
        Assert.Equal(1, feed.Current.Revision);
        Assert.True(_time.GetUtcNow() - start >= CatalogFeed.MaxInterval);
    }

    [Fact(Timeout = TestTimeout)]
    public async Task FollowAsync_Cancelled_Ends()
    {
        using var gone = new CancellationTokenSource();
        await using var feed = new CatalogFeed(_catalog, _time)
            .FollowAsync(gone.Token)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await feed.MoveNextAsync());
        var next = feed.MoveNextAsync().AsTask();
        _time.Advance(CatalogFeed.MinInterval);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    private async Task<IAsyncEnumerator<CatalogSnapshot>> FollowAsync(CancellationToken cancellationToken)
    {
        Commit(1);
        var feed = new CatalogFeed(_catalog, _time).FollowAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        Assert.True(await feed.MoveNextAsync());
        Assert.Equal(1, feed.Current.Revision);
        return feed;
    }

    private void Commit(long revision) =>
        _catalog.Apply(new JournalCommit(revision, Instances.Start, [Instances.Put("orders", $"orders-{revision}").At(revision)]));
}
