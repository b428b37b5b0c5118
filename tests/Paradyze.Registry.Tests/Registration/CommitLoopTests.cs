using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal;
using Paradyze.Registry.Registration;

namespace Paradyze.Registry.Tests.Registration;

public sealed class CommitLoopTests : IAsyncLifetime
{
    private readonly GatedJournal _journal = new(new InMemoryJournal(TimeProvider.System));
    private readonly ServiceProvider _services;
    private readonly ServiceCatalog _catalog;
    private readonly CatalogFollower _follower;
    private readonly CommitLoop _loop;

    public CommitLoopTests()
    {
        var services = new ServiceCollection().AddLogging().AddMetrics();
        services.AddRegistry(new ConfigurationBuilder().Build());
        services.AddSingleton<IJournal>(_journal);
        _services = services.BuildServiceProvider();
        _catalog = _services.GetRequiredService<ServiceCatalog>();
        _follower = _services.GetServices<IHostedService>().OfType<CatalogFollower>().Single();
        _loop = _services.GetRequiredService<CommitLoop>();
    }

    public async ValueTask InitializeAsync()
    {
        await _follower.StartAsync(TestContext.Current.CancellationToken);
        await _loop.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _journal.Open();
        await _loop.StopAsync(CancellationToken.None);
        await _follower.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }

    private Task<long> PutAsync(string id) => _loop.SubmitAsync(new PutRequest(id));

    [Fact]
    public async Task Submit_NotDurableYet_IsNeitherVisibleNorAnswered()
    {
        _journal.Close();
        var answer = PutAsync("a");
        await _journal.Reached;
        Assert.False(answer.IsCompleted);
        Assert.Null(_catalog.Current.Find("orders"));

        _journal.Open();
        Assert.Equal(1, await answer);
        Assert.Equal(["orders/a@1"], _catalog.Current.Describe());
    }

    [Fact]
    public async Task Submit_WhileABatchIsWritten_SharesTheNextOne()
    {
        _journal.Close();
        var first = PutAsync("a");
        await _journal.Reached;
        var rest = Enumerable.Range(0, 20).Select(i => PutAsync($"b{i}")).ToArray();
        _journal.Open();

        Assert.Equal(1, await first);
        Assert.All(await Task.WhenAll(rest), revision => Assert.Equal(2, revision));
    }

    [Fact]
    public async Task Submit_QueueFull_IsRefusedAtOnce()
    {
        _journal.Close();
        var answers = new List<Task<long>> { PutAsync("first") };
        await _journal.Reached;
        for (var i = 0; i < 4096; i++) answers.Add(PutAsync($"i{i}"));

        var refused = Assert.Throws<ChangeRefusedException>(() => { _ = PutAsync("too-many"); });
        Assert.Equal((ErrorCodes.Overloaded, "4096 changes wait already: send this one again after a second."), (refused.Code, refused.Message));
        _journal.Open();
        await Task.WhenAll(answers);
    }

    [Fact]
    public async Task Submit_DecisionOvertaken_IsDecidedAgain()
    {
        _journal.OvertakeOnce(Instances.Put("orders", "a"));
        Assert.Equal(2, await PutAsync("a"));
        Assert.Equal(["orders/a@2"], _catalog.Current.Describe());
    }

    [Theory]
    [InlineData(true, false, ErrorCodes.StorageFailed)]
    [InlineData(false, true, ErrorCodes.CommitUnknown)]
    [InlineData(true, true, ErrorCodes.CommitUnknown)]
    public async Task Submit_JournalFails_TellsWhetherItHappened(bool isOutcomeKnown, bool isReadOnly, string code)
    {
        _journal.FailWith(new JournalException("no space", isOutcomeKnown), failure: "no space", isReadOnly);
        var refused = await Assert.ThrowsAsync<ChangeRefusedException>(() => PutAsync("a"));
        Assert.Equal((code, "no space"), (refused.Code, refused.Message));
        Assert.Equal(0, _catalog.Current.Revision);
    }

    [Fact]
    public async Task Submit_AfterAFailure_IsTakenAgain()
    {
        _journal.FailWith(new JournalException("no space", isOutcomeKnown: true), failure: "no space");
        await Assert.ThrowsAsync<ChangeRefusedException>(() => PutAsync("a"));
        _journal.FailWith(null, failure: null);
        Assert.Equal(1, await PutAsync("a"));
    }

    [Fact]
    public async Task Submit_WhileStopping_IsRefusedAndWhatWasQueuedIsCommitted()
    {
        _journal.Close();
        var first = PutAsync("a");
        await _journal.Reached;
        var queued = PutAsync("b");
        var stopping = _loop.StopAsync(TestContext.Current.CancellationToken);
        var refused = Assert.Throws<ChangeRefusedException>(() => { _ = PutAsync("late"); });
        Assert.Equal(ErrorCodes.ShuttingDown, refused.Code);

        _journal.Open();
        await stopping;
        Assert.Equal((1L, 2L), (await first, await queued));
    }

    private sealed class PutRequest(string id) : IChangeRequest<long>
    {
        public Decision<long> Decide(CatalogDraft state)
        {
            var known = state.Find(new InstanceKey("orders", id));
            ImmutableArray<InstanceChange> changes = [Instances.Put("orders", id, known?.Revision ?? 0)];
            return new Decision<long>(changes, revision => revision);
        }
    }
}
