using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;

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
            "Resource 'store' has no command 'dance'; it has 'start', 'stop', 'restart'.",
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

    [Fact]
    public async Task Start_AsSoonAsTheEndIsTold_IsNotRefused()
    {
        var builder = TestApp.CreateBuilder();
        builder.AddExecutable("once", "sh", ".", "-c", "exit 0");
        await using var app = await builder.StartAsync();

        for (var round = 0; round < 10; round++)
        {
            await app.UntilAsync("once", KnownResourceStates.Finished);
            Assert.Null((await ExecuteAsync(app, "once", KnownResourceCommands.StartCommand)).Message);
        }
    }

    [Fact]
    public async Task WithCommand_Executed_IsToldTheReplicaAndGivesItsResult()
    {
        var builder = TestApp.CreateBuilder();
        builder.AddSleeper("tool").WithCommand("count", "Count", context => Task.FromResult(new ExecuteCommandResult
        {
            Success = true,
            Message = $"{context.ResourceName} of {context.ServiceProvider.GetRequiredService<IReadOnlyList<Resource>>().Count}",
        }));
        await using var app = await builder.StartAsync();

        var result = await ExecuteAsync(app, "tool", "COUNT");

        Assert.True(result.Success);
        Assert.Equal($"{Latest(app, "tool").Single().ResourceId} of 1", result.Message);
    }

    [Fact]
    public async Task WithCommand_OnAllReplicas_RunsOnEachAndJoinsWhatTheySay()
    {
        var builder = TestApp.CreateBuilder();
        var told = new ConcurrentBag<string>();
        var shop = builder.AddService("shop").WithReplicas(2).WithCommand("tell", "Tell", context =>
        {
            told.Add(context.ResourceName);
            return Task.FromResult(told.Count == 1 ? CommandResults.Success() : CommandResults.Failure("one is enough"));
        });
        await using var app = await builder.StartAsync();

        var result = await app.ResourceCommands.ExecuteCommandAsync(shop.Resource, "tell", Cancellation);

        Assert.Equal(Latest(app, "shop").Select(latest => latest.ResourceId).Order(), told.Order());
        Assert.False(result.Success);
        Assert.Equal("one is enough", result.Message);
    }

    [Fact]
    public async Task WithCommand_Throws_FailsWithItsMessage()
    {
        var builder = TestApp.CreateBuilder();
        builder.AddSleeper("tool").WithCommand("break", "Break", _ => throw new InvalidOperationException("it is glued"));
        await using var app = await builder.StartAsync();

        var result = await ExecuteAsync(app, "tool", "break");

        Assert.False(result.Success);
        Assert.Equal("Resource 'tool' cannot break: it is glued", result.Message);
    }

    [Fact]
    public async Task WithCommand_NobodyWaitsAnyMore_IsCanceled()
    {
        using var impatience = new CancellationTokenSource();
        var builder = TestApp.CreateBuilder();
        builder.AddSleeper("tool").WithCommand("ponder", "Ponder", async context =>
        {
            await impatience.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.CancellationToken);
            return CommandResults.Success();
        });
        await using var app = await builder.StartAsync();

        var result = await app.ResourceCommands.ExecuteCommandAsync("tool", "ponder", impatience.Token);

        Assert.False(result.Success);
        Assert.True(result.Canceled);
    }

    [Fact]
    public async Task WithCommand_DisabledInThisState_IsRefused()
    {
        var builder = TestApp.CreateBuilder();
        builder.AddSleeper("tool").WithExplicitStart().WithCommand("knock", "Knock", _ => Task.FromResult(CommandResults.Success()), new()
        {
            UpdateState = context => context.ResourceSnapshot.State?.Text == KnownResourceStates.Running
                ? ResourceCommandState.Enabled
                : ResourceCommandState.Disabled,
        });
        await using var app = await builder.StartAsync();

        Assert.Equal("Resource 'tool' cannot knock: it is NotStarted.", (await ExecuteAsync(app, "tool", "knock")).Message);

        await ExecuteAsync(app, "tool", KnownResourceCommands.StartCommand);
        await app.UntilAsync("tool", KnownResourceStates.Running);
        Assert.True((await ExecuteAsync(app, "tool", "knock")).Success);
    }

    [Fact]
    public void WithCommand_NameOfACommandOfAll_IsRefused()
    {
        var tool = TestApp.CreateBuilder().AddSleeper("tool");

        var fault = Assert.Throws<DistributedApplicationException>(
            () => tool.WithCommand("Stop", "Stop", _ => Task.FromResult(CommandResults.Success())));

        Assert.Equal("Resource 'tool' has a command 'Stop' already, as every resource has.", fault.Message);
    }

    [Fact]
    public void WithCommand_SameNameAgain_ReplacesTheFirst()
    {
        var tool = TestApp.CreateBuilder().AddSleeper("tool")
            .WithCommand("knock", "Knock", _ => Task.FromResult(CommandResults.Success()))
            .WithCommand("knock", "Knock harder", _ => Task.FromResult(CommandResults.Success()));

        Assert.Equal(["Start", "Stop", "Restart", "Knock harder"], tool.Resource.Commands.Select(command => command.DisplayName));
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
