using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Paradyze.LocalHosting.Tests.Orchestration;

public sealed class ApplicationOrchestratorTests
{
    [Fact]
    public async Task WaitFor_DependencyRunsButIsNotHealthy_StartsOnlyOnceItIs()
    {
        var marker = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var builder = TestApp.CreateBuilder();
        var store = builder.AddService("store").WithEnvironment("FIXTURE_HEALTHY_WHEN", marker);
        builder.AddService("shop").WaitFor(store);
        await using var app = await builder.StartAsync();
        using var http = app.CreateHttpClient("store");
        await Eventually.IsTrueAsync(
            () => Answers(http, "/health") == HttpStatusCode.ServiceUnavailable,
            "the store answers that it is not healthy");
        var shop = app.ResourceNotifications.RequireResource("shop");
        Assert.Equal(KnownResourceStates.Waiting, Assert.Single(app.ResourceNotifications.Latest(shop)).Snapshot.State);

        await File.WriteAllTextAsync(marker, "", TestContext.Current.CancellationToken);

        try
        {
            await app.UntilHealthyAsync("shop");
        }
        finally
        {
            File.Delete(marker);
        }
    }

    [Fact]
    public async Task Start_AnotherIsNeverHealthy_DoesNotKeepWhoDoesNotWaitForIt()
    {
        var builder = TestApp.CreateBuilder();
        builder.AddService("store").WithEnvironment("FIXTURE_HEALTHY_WHEN", "/no/such/file");
        builder.AddService("shop");
        await using var app = await builder.StartAsync();

        await app.UntilHealthyAsync("shop");

        var store = app.ResourceNotifications.RequireResource("store");
        Assert.False(Assert.Single(app.ResourceNotifications.Latest(store)).Snapshot.IsHealthy);
    }

    [Fact]
    public async Task Health_LostLater_IsSeenByWhoeverWaits()
    {
        var marker = Path.GetTempFileName();
        var builder = TestApp.CreateBuilder();
        builder.AddService("store").WithEnvironment("FIXTURE_HEALTHY_WHEN", marker);
        await using var app = await builder.StartAsync();
        await app.UntilHealthyAsync("store");

        File.Delete(marker);

        var store = app.ResourceNotifications.RequireResource("store");
        await Eventually.IsTrueAsync(
            () => app.ResourceNotifications.Latest(store).Single().Snapshot.Health == ResourceHealth.Unhealthy,
            "the store is seen as unhealthy");
        Assert.Equal(
            $"{app.GetEndpoint("store")}health answers 503, not 200",
            app.ResourceNotifications.Latest(store).Single().Snapshot.Reason);
    }

    [Fact]
    public async Task Replicas_Started_HavePortsAndIdsOfTheirOwn()
    {
        var builder = TestApp.CreateBuilder();
        builder.AddService("shop").WithReplicas(3);
        await using var app = await builder.StartAsync();
        await app.UntilHealthyAsync("shop");

        var shop = app.ResourceNotifications.RequireResource("shop");
        var ports = Enumerable.Range(0, 3).Select(replica => shop.Endpoints[0].Port(replica)).ToList();

        Assert.Equal(3, ports.Distinct().Count());
        Assert.All(ports, port => Assert.InRange(port, 20_000, 29_999));
        Assert.Equal(3, app.ResourceNotifications.Latest(shop).DistinctBy(latest => latest.ResourceId).Count());
    }

    [Fact]
    public async Task Process_EndsWithAFailure_IsToldWithItsLastLinesAndFailsWhoWaits()
    {
        var builder = TestApp.CreateBuilder();
        var store = builder.AddService("store").WithArgs("fail", "7");
        builder.AddService("shop").WaitFor(store);
        await using var app = await builder.StartAsync();

        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.UntilHealthyAsync("store"));
        var consequence = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.UntilHealthyAsync("shop"));

        Assert.Equal(
            $"Resource 'store' did not become healthy: store is Exited with exit code 7; its last lines:{Environment.NewLine}"
            + $"    about to fail{Environment.NewLine}    failing as told",
            fault.Message);
        Assert.Equal(
            "Resource 'shop' did not become healthy: shop is FailedToStart: waits for 'store', which is Exited",
            consequence.Message);
    }

    [Fact]
    public async Task Process_EndsWithoutFailure_IsFinished()
    {
        var builder = TestApp.CreateBuilder();
        builder.AddExecutable("once", "sh", ".", "-c", "exit 0");
        await using var app = await builder.StartAsync();

        await app.UntilAsync("once", KnownResourceStates.Finished);
    }

    [Fact]
    public async Task WaitForCompletion_OtherEndsAsItShould_Starts()
    {
        var marker = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var builder = TestApp.CreateBuilder();
        var step = builder.AddExecutable("step", "sh", ".", "-c", $"touch {marker}; exit 4");
        builder.AddExecutable("tool", "sh", ".", "-c", $"test -f {marker}").WaitForCompletion(step, exitCode: 4);
        await using var app = await builder.StartAsync();

        try
        {
            await app.UntilAsync("tool", KnownResourceStates.Finished);
        }
        finally
        {
            File.Delete(marker);
        }
    }

    [Fact]
    public async Task WaitForCompletion_OtherEndsOtherwise_FailsToStartAndSaysWhy()
    {
        var builder = TestApp.CreateBuilder();
        var step = builder.AddExecutable("step", "sh", ".", "-c", "exit 3");
        builder.AddService("shop").WaitForCompletion(step);
        await using var app = await builder.StartAsync();

        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.UntilHealthyAsync("shop"));

        Assert.Equal(
            "Resource 'shop' did not become healthy: shop is FailedToStart: waits for 'step', which is Exited with exit code 3, not 0",
            fault.Message);
    }

    [Fact]
    public async Task WithExplicitStart_Resource_StartsByCommandOnly()
    {
        var builder = TestApp.CreateBuilder();
        builder.AddService("shop").WithExplicitStart();
        await using var app = await builder.StartAsync();
        await app.UntilAsync("shop", KnownResourceStates.NotStarted);

        var result = await app.ResourceCommands.ExecuteCommandAsync(
            "shop", KnownResourceCommands.StartCommand, TestContext.Current.CancellationToken);

        Assert.True(result.Success);
        await app.UntilHealthyAsync("shop");
    }

    [Fact]
    public async Task Executable_NotFound_FailsToStartAndNamesProgramAndFolder()
    {
        var builder = TestApp.CreateBuilder();
        builder.AddExecutable("tool", "no-such-program", "../");
        await using var app = await builder.StartAsync();

        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.UntilHealthyAsync("tool"));

        Assert.Equal(
            "Resource 'tool' did not become healthy: tool is FailedToStart: "
            + $"'no-such-program' in '{Path.GetDirectoryName(FixtureAppHost.ProjectPath)}/': No such file or directory. Install it, or put its folder on PATH.",
            fault.Message);
    }

    [Fact]
    public async Task Executable_FolderNotFound_FailsToStartAndNamesIt()
    {
        var builder = TestApp.CreateBuilder();
        builder.AddExecutable("tool", "sh", "/no/such/folder");
        await using var app = await builder.StartAsync();

        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.UntilHealthyAsync("tool"));

        Assert.Equal(
            "Resource 'tool' did not become healthy: tool is FailedToStart: The folder '/no/such/folder', in which 'sh' is to run, does not exist. "
            + "Create it, or name another in the app model.",
            fault.Message);
    }

    [Fact]
    public async Task Project_NotBuilt_FailsToStartAndNamesProjectDllAndWayOut()
    {
        var builder = TestApp.CreateBuilder();
        builder.AddResource(new ProjectResource("shop", FixtureAppHost.ProjectPath + "/Shop.csproj", "/no/such/Shop.dll"));
        await using var app = await builder.StartAsync();

        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.UntilHealthyAsync("shop"));

        var project = $"{FixtureAppHost.ProjectPath}/Shop.csproj";
        Assert.Equal(
            $"Resource 'shop' did not become healthy: shop is FailedToStart: '/no/such/Shop.dll' does not exist: project '{project}' has not been built. "
            + $"Build it with 'dotnet build {project}', or run the app host without --no-build.",
            fault.Message);
    }

    [Fact]
    public async Task PrivatePort_TakenBetweenTrialAndUse_IsReplacedOnce()
    {
        using var thief = new Socket(SocketType.Stream, ProtocolType.Tcp);
        var builder = TestApp.CreateBuilder();
        var shop = builder.AddService("shop").Resource;
        var stolen = 0;

        // Values are asked for just before the process is started, when its port has been tried already.
        shop.Environment.Add(new("STOLEN", () =>
        {
            if (stolen == 0)
            {
                stolen = shop.Endpoints[0].Port(0);
                thief.Bind(new IPEndPoint(IPAddress.IPv6Any, stolen));
                thief.Listen();
            }

            return "";
        }));
        await using var app = await builder.StartAsync();

        await app.UntilHealthyAsync("shop");

        Assert.NotEqual(0, stolen);
        Assert.NotEqual(stolen, app.GetEndpoint("shop").Port);
    }

    [Fact]
    public async Task PrivatePort_TakenBySomebodyWhoAnswersTheHealthCheck_IsReplacedAllTheSame()
    {
        await using var thief = WebApplication.CreateSlimBuilder().Build();
        thief.MapGet("/health", () => Results.Ok());
        var builder = TestApp.CreateBuilder();
        var shop = builder.AddService("shop").Resource;
        var stolen = 0;
        shop.Environment.Add(new("STOLEN", () =>
        {
            if (stolen == 0)
            {
                stolen = shop.Endpoints[0].Port(0);
                thief.Urls.Add($"http://localhost:{stolen}");
                ((IHost)thief).Start();
            }

            return "";
        }));
        await using var app = await builder.StartAsync();

        await Eventually.IsTrueAsync(() => app.GetEndpoint("shop").Port != stolen, "the shop has another port");
        await app.UntilHealthyAsync("shop");
    }

    [Fact]
    public async Task StopAsync_Twice_IsTheSameAsOnce()
    {
        var builder = TestApp.CreateBuilder();
        builder.AddService("shop");
        var app = await builder.StartAsync();
        await app.UntilHealthyAsync("shop");

        await app.StopAsync(TestContext.Current.CancellationToken);
        await app.StopAsync(TestContext.Current.CancellationToken);

        await app.UntilAsync("shop", KnownResourceStates.Exited);
        await app.DisposeAsync();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task WaitForResourceAsync_UnknownName_NamesThoseThereAre()
    {
        var builder = TestApp.CreateBuilder();
        builder.AddService("shop");
        await using var app = builder.Build();

        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.UntilAsync("shops", KnownResourceStates.Running));

        Assert.Equal("There is no resource 'shops' in the app model; there are 'shop'.", fault.Message);
    }

    private static HttpStatusCode? Answers(HttpClient http, string path)
    {
        try
        {
            using var response = http.Send(new HttpRequestMessage(HttpMethod.Get, path), TestContext.Current.CancellationToken);
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
