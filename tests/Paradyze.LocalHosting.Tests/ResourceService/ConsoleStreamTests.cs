using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Paradyze.LocalHosting.ResourceService;

namespace Paradyze.LocalHosting.Tests.ResourceService;

/// <summary>What Aspire's dashboard is told of what processes write.</summary>
public sealed class ConsoleStreamTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WatchResourceConsoleLogs_ProcessIsStartedAgain_GoesOnInOrder()
    {
        var builder = TestApp.CreateBuilder(Dashboard.On);
        builder.AddExecutable("tool", "sh", ".", "-c", "echo one; echo two; exec sleep 1000");
        await using var app = await builder.StartAsync();
        using var dashboard = Dashboard.Of(app);
        using var watch = dashboard.Watch();
        var tool = await watch.UntilStateAsync("tool", KnownResourceStates.Running);
        using var lines = dashboard.WatchLines(tool.Name);
        await lines.UntilAsync(count: 2);

        await dashboard.ExecuteAsync(tool, "restart");
        await lines.UntilAsync(count: 4);

        Assert.Equal(["1 one", "2 two", "3 one", "4 two"], lines.Numbered);
        using var kept = dashboard.WatchLines(tool.Name, suppressFollow: true);
        await kept.UntilEndAsync();
        Assert.Equal(["1 one", "2 two", "3 one", "4 two"], kept.Numbered);
    }

    [Fact]
    public async Task WatchResourceConsoleLogs_NotFollowedAndProcessGoesOnWriting_EndsWithWhatThereWas()
    {
        var builder = TestApp.CreateBuilder(Dashboard.On);
        builder.AddSleeper("tool");
        await using var app = await builder.StartAsync();
        var tool = await app.UntilHealthyAsync("tool");
        var log = app.Services.GetRequiredService<ConsoleLogs>().Of(tool.Replica);
        log.Add(new("before"));
        var reader = new SlowReader(whenRead: () => log.Add(new("meanwhile")));

        await ActivatorUtilities.CreateInstance<DashboardService>(app.Services)
            .WatchResourceConsoleLogs(new() { ResourceName = "tool", SuppressFollow = true }, reader, new CallContext(Cancellation))
            .WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Cancellation);

        Assert.Equal(["before"], reader.Lines);
    }

    [Fact]
    public async Task WatchResourceConsoleLogs_LineOfStandardError_IsMarked()
    {
        var builder = TestApp.CreateBuilder(Dashboard.On);
        builder.AddExecutable("tool", "sh", ".", "-c", "echo fine; echo broken >&2; exec sleep 1000");
        await using var app = await builder.StartAsync();
        using var dashboard = Dashboard.Of(app);
        using var lines = dashboard.WatchLines("tool");

        await lines.UntilAsync(count: 2);

        Assert.Equal(["broken"], lines.Errors);
    }

    [Fact]
    public async Task WatchResourceConsoleLogs_UnknownOrSeveral_SaysWhichThereAre()
    {
        await using var app = await Dashboard.StartedFixtureAsync();
        using var dashboard = Dashboard.Of(app);
        var store = await app.UntilHealthyAsync("store");
        var shops = app.ResourceNotifications.Latest(app.ResourceNotifications.RequireResource("shop"))
            .OrderBy(shop => shop.Replica.Index)
            .Select(shop => shop.ResourceId)
            .ToList();

        var unknown = await Assert.ThrowsAsync<RpcException>(() => dashboard.WatchLines("shops").UntilEndAsync());
        var several = await Assert.ThrowsAsync<RpcException>(() => dashboard.WatchLines("shop").UntilEndAsync());
        var command = await Assert.ThrowsAsync<RpcException>(() => dashboard.ExecuteAsync(new() { Name = "shops" }, "stop"));

        Assert.Equal(StatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(
            $"There is no started resource 'shops'; there are '{store.ResourceId}', '{shops[0]}', '{shops[1]}'.",
            unknown.Status.Detail);
        Assert.Equal(unknown.Status.Detail, command.Status.Detail);
        Assert.Equal(StatusCode.InvalidArgument, several.StatusCode);
        Assert.Equal(
            $"Resource 'shop' has 2 replicas: name one of them by its id, such as '{shops[0]}'.",
            several.Status.Detail);
    }

    [Fact]
    public async Task Stop_WatcherDoesNotReadOn_EndsWithoutIt()
    {
        var builder = TestApp.CreateBuilder(Dashboard.On);
        builder.AddExecutable("tool", "sh", ".", "-c", $"yes {new string('x', 1_000)} | head -n 5000; exec sleep 1000");
        await using var app = await builder.StartAsync();
        using var dashboard = Dashboard.Of(app);
        using var lines = dashboard.WatchLines("tool");
        await lines.UntilAsync(count: 1); // of 5 MB, which fit into no window

        await app.StopAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Cancellation);

        Assert.InRange(lines.Numbered.Count, 1, 4_000);
    }
}
