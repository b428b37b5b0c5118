using System.Net;

namespace Paradyze.LocalHosting.Tests.ApplicationModel;

public sealed class ResourceCommandServiceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StopAndStart_Resource_KeepsPortAndIdAndLeavesDependentsAlone()
    {
        await using var app = await StartedFixtureAsync();
        var (store, shops) = (Latest(app, "store").Single(), Latest(app, "shop"));
        var address = app.GetEndpoint("store");

        Assert.True((await ExecuteAsync(app, "store", KnownResourceCommands.StopCommand)).Success);

        Assert.Equal(KnownResourceStates.Exited, Latest(app, "store").Single().Snapshot.State);
        await AppHostProcess.NothingIsLeftAsync([(store.Snapshot.ProcessId!.Value, address.Port)]);

        Assert.True((await ExecuteAsync(app, "store", KnownResourceCommands.StartCommand)).Success);
        var again = await app.UntilHealthyAsync("store");

        Assert.Equal(address, app.GetEndpoint("store"));
        Assert.Equal(HttpStatusCode.OK, await HealthAsync(address));
        Assert.Equal(store.ResourceId, again.ResourceId);
        Assert.NotEqual(store.Snapshot.ProcessId, again.Snapshot.ProcessId);
        Assert.Equal(ProcessIds(shops), ProcessIds(Latest(app, "shop")));
    }

    [Fact]
    public async Task Restart_OneReplica_LeavesTheOther()
    {
        await using var app = await StartedFixtureAsync();
        var before = Latest(app, "shop").ToDictionary(shop => shop.ResourceId, shop => shop.Snapshot.ProcessId);
        var chosen = before.Keys.First();

        Assert.True((await ExecuteAsync(app, chosen, KnownResourceCommands.RestartCommand)).Success);
        await app.UntilHealthyAsync("shop");

        var changed = Latest(app, "shop").Where(shop => before[shop.ResourceId] != shop.Snapshot.ProcessId);
        Assert.Equal(chosen, Assert.Single(changed).ResourceId);
    }

    [Fact]
    public async Task Restart_Resource_RestartsEveryReplica()
    {
        await using var app = await StartedFixtureAsync();
        var before = Latest(app, "shop");

        var result = await app.ResourceCommands.ExecuteCommandAsync(before[0].Resource, KnownResourceCommands.RestartCommand, Cancellation);
        await app.UntilHealthyAsync("shop");

        Assert.True(result.Success);
        Assert.Empty(ProcessIds(before).Intersect(ProcessIds(Latest(app, "shop"))));
    }

    [Fact]
    public async Task Restart_ResourceThatHasFailed_StartsItAfresh()
    {
        var marker = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var builder = TestApp.CreateBuilder();
            builder.AddExecutable("tool", "sh", ".", "-c", $"test -f {marker} && exec sleep 1000; echo no marker; exit 3");
            await using var app = await builder.StartAsync();
            await app.UntilAsync("tool", KnownResourceStates.Exited);
            await File.WriteAllTextAsync(marker, "", Cancellation);

            Assert.True((await ExecuteAsync(app, "tool", KnownResourceCommands.RestartCommand)).Success);
            await app.UntilHealthyAsync("tool");
            Assert.Empty(Latest(app, "tool").Single().Replica.Output.Lines);
        }
        finally
        {
            // Only now, when the application has ended: a process that runs may not have looked for it yet.
            File.Delete(marker);
        }
    }

    [Fact]
    public async Task Stop_ResourceThatWaits_EndsTheWait()
    {
        var builder = TestApp.CreateBuilder();
        var store = builder.AddService("store").WithEnvironment("FIXTURE_HEALTHY_WHEN", "/no/such/file");
        builder.AddService("shop").WaitFor(store);
        await using var app = await builder.StartAsync();
        await app.UntilAsync("shop", KnownResourceStates.Waiting);

        Assert.True((await ExecuteAsync(app, "shop", KnownResourceCommands.StopCommand)).Success);

        Assert.Equal(KnownResourceStates.Exited, Latest(app, "shop").Single().Snapshot.State);
    }

    [Fact]
    public async Task ExecuteCommandAsync_CannotBeDone_SaysWhy()
    {
        await using var app = await StartedFixtureAsync();
        var store = Latest(app, "store").Single().ResourceId;
        var shops = Latest(app, "shop").OrderBy(shop => shop.Replica.Index).Select(shop => shop.ResourceId).ToList();

        Assert.Equal(
            "Resource 'store' cannot start: it is Running.",
            (await ExecuteAsync(app, "store", KnownResourceCommands.StartCommand)).Message);
        Assert.Equal(
            "Resource 'store' has no command 'dance'; it has 'start', 'stop' and 'restart'.",
            (await ExecuteAsync(app, "store", "dance")).Message);
        Assert.Equal(
            $"Resource 'shop' has 2 replicas: name one of them by its id, such as '{shops[0]}'.",
            (await ExecuteAsync(app, "shop", KnownResourceCommands.StopCommand)).Message);
        Assert.Equal(
            $"There is no started resource 'shops'; there are '{store}', '{shops[0]}', '{shops[1]}'.",
            (await ExecuteAsync(app, "shops", KnownResourceCommands.StopCommand)).Message);
    }

    [Fact]
    public async Task Start_ApplicationHasStopped_IsRefused()
    {
        await using var app = await StartedFixtureAsync();
        await app.StopAsync(Cancellation);

        var again = await ExecuteAsync(app, "store", KnownResourceCommands.StopCommand);
        var result = await ExecuteAsync(app, "store", KnownResourceCommands.StartCommand);

        Assert.Equal("Resource 'store' cannot stop: it is Exited.", again.Message);
        Assert.Equal("Resource 'store' cannot start: the application stops.", result.Message);
    }

    private static async Task<DistributedApplication> StartedFixtureAsync()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<FixtureAppHost>(Cancellation);
        var app = await builder.BuildAsync(Cancellation);
        await app.StartAsync(Cancellation);
        await app.UntilHealthyAsync("shop");
        return app;
    }

    private static Task<ExecuteCommandResult> ExecuteAsync(DistributedApplication app, string resourceId, string command) =>
        app.ResourceCommands.ExecuteCommandAsync(resourceId, command, Cancellation);

    private static IReadOnlyList<ResourceEvent> Latest(DistributedApplication app, string name) =>
        [.. app.ResourceNotifications.Latest(app.ResourceNotifications.RequireResource(name))];

    private static IEnumerable<int?> ProcessIds(IEnumerable<ResourceEvent> events) =>
        events.Select(happened => happened.Snapshot.ProcessId).Order();

    private static async Task<HttpStatusCode> HealthAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        using var response = await http.GetAsync("/health", Cancellation);
        return response.StatusCode;
    }
}
