using Grpc.Core;

namespace Paradyze.LocalHosting.Tests.ResourceService;

/// <summary>What Aspire's dashboard is told of an app host with real processes.</summary>
public sealed class DashboardServiceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetApplicationInformation_AppHost_GivesItsNameWithoutTheSuffix()
    {
        await using var app = await TestApp.CreateBuilder(Dashboard.On).StartAsync();
        using var dashboard = Dashboard.Of(app);

        var information = await dashboard.InformationAsync();

        Assert.Equal("Paradyze.LocalHosting.Fixtures", information.ApplicationName);
        Assert.Equal("13.0.0", information.MinDashboardVersion);
    }

    [Fact]
    public async Task WatchResources_TwoReplicas_AreTwoResourcesOfOneServiceName()
    {
        await using var app = await Dashboard.StartedFixtureAsync();
        using var dashboard = Dashboard.Of(app);
        using var watch = dashboard.Watch();

        var shops = await watch.UntilAsync("shop", IsHealthy, replicas: 2);

        var expected = app.ResourceNotifications.Latest(app.ResourceNotifications.RequireResource("shop")).ToList();
        Assert.Equal(expected.Select(shop => shop.ResourceId).Order(StringComparer.Ordinal), shops.Select(shop => shop.Name));
        Assert.All(shops, shop => Assert.Equal("Project", shop.ResourceType));
        Assert.All(shops, shop => Assert.Equal($"service.instance.id={shop.Name["shop-".Length..]}", Variable(shop, "OTEL_RESOURCE_ATTRIBUTES")));
        Assert.All(shops, shop => Assert.Equal(shop.DisplayName, Variable(shop, "OTEL_SERVICE_NAME")));
        Assert.Equal(2, shops.Select(shop => Assert.Single(shop.Urls).FullUrl).Distinct().Count());
        Assert.Equal(["Executable", "Project"], watch.Initial!.ResourceTypes.Select(type => type.UniqueName).Order());
    }

    [Fact]
    public async Task WatchResources_HealthyProject_IsToldInFull()
    {
        await using var app = await Dashboard.StartedFixtureAsync();
        using var dashboard = Dashboard.Of(app);
        using var watch = dashboard.Watch();

        var shop = (await watch.UntilAsync("shop", IsHealthy, replicas: 2))[0];
        var store = Assert.Single(await watch.UntilAsync("store", IsHealthy));

        Assert.Equal(("Running", "success"), (store.State, store.StateStyle));
        Assert.True(store.CreatedAt.ToDateTimeOffset() <= store.StartedAt.ToDateTimeOffset());
        Assert.Null(store.StoppedAt);
        var report = Assert.Single(store.HealthReports);
        Assert.Equal(("/health", Wire.HealthStatus.Healthy, ""), (report.Key, report.Status, report.Description));
        var url = Assert.Single(store.Urls);
        Assert.Equal(("http", "settings", false), (url.EndpointName, url.DisplayProperties.DisplayName, url.IsInactive));
        Assert.Equal($"{app.GetEndpoint("store")}environment", url.FullUrl);
        Assert.Equal(new FixtureService().ProjectPath, Property(store, "project.path").StringValue);
        Assert.True(AppHostProcess.Runs((int)Property(store, "executable.pid").NumberValue));
        Assert.Equal("exec", Property(store, "executable.args").ListValue.Values[0].StringValue);
        Assert.Equal(["store WaitFor", "store Reference"], shop.Relationships.Select(other => $"{other.ResourceName} {other.Type}"));
        Assert.Equal(["start Hidden", "stop Enabled", "restart Enabled"], shop.Commands.Select(command => $"{command.Name} {command.State}"));
    }

    [Fact]
    public async Task WatchResources_Environment_HoldsWhatWasGivenAndNoSecrets()
    {
        var builder = TestApp.CreateBuilder(Dashboard.On);
        builder.AddSleeper("tool").WithEnvironment("GREETING", "hello = there").WithEnvironment("PAYMENT_API_KEY", "do-not-show");
        await using var app = await builder.StartAsync();
        using var dashboard = Dashboard.Of(app);
        using var watch = dashboard.Watch();

        var tool = Assert.Single(await watch.UntilAsync("tool", IsRunning));

        Assert.Equal("Executable", tool.ResourceType);
        Assert.Equal("hello = there", Variable(tool, "GREETING"));
        Assert.Equal("********", Variable(tool, "PAYMENT_API_KEY"));
        Assert.DoesNotContain("do-not-show", tool.ToString(), StringComparison.Ordinal);
        Assert.All(tool.Environment, variable => Assert.True(variable.IsFromSpec));
        Assert.DoesNotContain(tool.Environment, variable => variable.Name == "PATH");
    }

    [Fact]
    public async Task WatchResources_OpenFromTheBeginning_SeesTheStepsInOrder()
    {
        var marker = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var builder = TestApp.CreateBuilder(Dashboard.On);
            var store = builder.AddService("store").WithEnvironment("FIXTURE_HEALTHY_WHEN", marker);
            builder.AddService("shop").WaitFor(store);
            await using var app = await builder.StartAsync();
            using var dashboard = Dashboard.Of(app);
            using var watch = dashboard.Watch();

            var waiting = await watch.UntilStateAsync("shop", KnownResourceStates.Waiting);
            var starting = Assert.Single(await watch.UntilAsync("store", IsRunning));
            Assert.Equal("store", Property(waiting, "resource.reason").StringValue);
            Assert.True(Assert.Single(waiting.Urls).IsInactive);
            Assert.False(Assert.Single(starting.HealthReports).HasStatus);

            await File.WriteAllTextAsync(marker, "", Cancellation);
            await watch.UntilAsync("shop", IsHealthy);

            string[] order = [KnownResourceStates.Waiting, KnownResourceStates.Starting, KnownResourceStates.Running];
            var seen = watch.History.Where(resource => resource.DisplayName == "shop").Select(resource => Array.IndexOf(order, resource.State));
            Assert.Equal(seen.Order(), seen);
            Assert.DoesNotContain(-1, seen);
        }
        finally
        {
            File.Delete(marker);
        }
    }

    [Fact]
    public async Task ExecuteResourceCommand_StopStartAndRestart_AreDoneAndSeenInTheOpenStream()
    {
        var builder = TestApp.CreateBuilder(Dashboard.On);
        builder.AddSleeper("tool");
        await using var app = await builder.StartAsync();
        using var dashboard = Dashboard.Of(app);
        using var watch = dashboard.Watch();
        var first = await watch.UntilStateAsync("tool", KnownResourceStates.Running);

        Assert.Equal(Wire.ResourceCommandResponseKind.Succeeded, (await dashboard.ExecuteAsync(first, "stop")).Kind);
        var stopped = await watch.UntilStateAsync("tool", KnownResourceStates.Exited);
        Assert.NotNull(stopped.StoppedAt);
        Assert.Equal("info", stopped.StateStyle);
        Assert.Equal(["start Enabled", "stop Hidden", "restart Enabled"], stopped.Commands.Select(command => $"{command.Name} {command.State}"));

        Assert.Equal(Wire.ResourceCommandResponseKind.Succeeded, (await dashboard.ExecuteAsync(stopped, "start")).Kind);
        var again = await watch.UntilStateAsync("tool", KnownResourceStates.Running);
        Assert.Equal(first.Name, again.Name);
        Assert.NotEqual(ProcessId(first), ProcessId(again));
        Assert.Null(again.StoppedAt);

        Assert.Equal(Wire.ResourceCommandResponseKind.Succeeded, (await dashboard.ExecuteAsync(again, "restart")).Kind);
        await watch.UntilAsync("tool", tool => tool.State == KnownResourceStates.Running && ProcessId(tool) != ProcessId(again));

        var refused = await dashboard.ExecuteAsync(again, "start");
        Assert.Equal((Wire.ResourceCommandResponseKind.Failed, "Resource 'tool' cannot start: it is Running."), (refused.Kind, refused.Message));
    }

    [Fact]
    public async Task ExecuteResourceCommand_OfTheAppModel_IsOfferedAndRun()
    {
        var builder = TestApp.CreateBuilder(Dashboard.On);
        var asked = new List<string>();
        builder.AddSleeper("tool").WithCommand(
            "greet",
            "Greet",
            context =>
            {
                asked.Add(context.ResourceName);
                return Task.FromResult(new ExecuteCommandResult { Success = true, Message = "hello" });
            },
            new() { Description = "Says hello.", ConfirmationMessage = "Sure?", IconName = "Chat", IsHighlighted = true });
        await using var app = await builder.StartAsync();
        using var dashboard = Dashboard.Of(app);
        using var watch = dashboard.Watch();
        var tool = await watch.UntilStateAsync("tool", KnownResourceStates.Running);

        var answer = await dashboard.ExecuteAsync(tool, "greet");

        Assert.Equal((Wire.ResourceCommandResponseKind.Succeeded, "hello"), (answer.Kind, answer.Message));
        Assert.Equal([tool.Name], asked);
        Assert.Equal(
            new Wire.ResourceCommand
            {
                Name = "greet",
                DisplayName = "Greet",
                DisplayDescription = "Says hello.",
                ConfirmationMessage = "Sure?",
                IconName = "Chat",
                IsHighlighted = true,
            },
            tool.Commands[^1]);
    }

    [Fact]
    public async Task WatchResources_CommandCannotTellItsState_IsDisabledAndTheRestIsTold()
    {
        var builder = TestApp.CreateBuilder(Dashboard.On);
        builder.AddSleeper("tool").WithCommand(
            "greet",
            "Greet",
            _ => Task.FromResult(CommandResults.Success()),
            new() { UpdateState = _ => throw new InvalidOperationException("broken") });
        await using var app = await builder.StartAsync();
        using var dashboard = Dashboard.Of(app);
        using var watch = dashboard.Watch();

        var tool = await watch.UntilStateAsync("tool", KnownResourceStates.Running);

        Assert.Equal(Wire.ResourceCommandState.Disabled, tool.Commands[^1].State);
        Assert.Equal("Resource 'tool' cannot greet: broken", (await dashboard.ExecuteAsync(tool, "greet")).Message);
    }

    [Fact]
    public async Task Stop_StreamsAreOpen_TellsHowItEndedAndEndsThem()
    {
        await using var app = await Dashboard.StartedFixtureAsync();
        using var dashboard = Dashboard.Of(app);
        using var watch = dashboard.Watch();
        using var unread = dashboard.Watch();
        var store = Assert.Single(await watch.UntilAsync("store", IsHealthy));
        using var lines = dashboard.WatchLines(store.Name);
        await lines.UntilAsync(count: 1);

        await app.StopAsync(Cancellation);
        await watch.UntilEndAsync();
        await lines.UntilEndAsync();

        Assert.All([.. watch.Of("store"), .. watch.Of("shop")], resource => Assert.Equal(KnownResourceStates.Exited, resource.State));
        Assert.Equal(3, watch.Of("store").Count + watch.Of("shop").Count);
        Assert.Equal(0, Property(Assert.Single(watch.Of("store")), "resource.exitCode").NumberValue);
    }

    [Theory]
    [InlineData("WatchInteractions")]
    [InlineData("UploadFile")]
    public async Task Call_NotOffered_IsUnimplemented(string method)
    {
        await using var app = await TestApp.CreateBuilder(Dashboard.On).StartAsync();
        using var dashboard = Dashboard.Of(app);

        var fault = await Assert.ThrowsAsync<RpcException>(() => dashboard.CallAsync(method));

        Assert.Equal(StatusCode.Unimplemented, fault.StatusCode);
    }

    private static bool IsRunning(Wire.Resource resource) => resource.State == KnownResourceStates.Running;

    private static bool IsHealthy(Wire.Resource resource) =>
        IsRunning(resource) && resource.HealthReports.All(report => report is { HasStatus: true, Status: Wire.HealthStatus.Healthy });

    private static string Variable(Wire.Resource resource, string name) => resource.Environment.Single(variable => variable.Name == name).Value;

    private static Google.Protobuf.WellKnownTypes.Value Property(Wire.Resource resource, string name) =>
        resource.Properties.Single(property => property.Name == name).Value;

    private static double ProcessId(Wire.Resource resource) => Property(resource, "executable.pid").NumberValue;
}
