using System.Net;
using System.Text.Json;
using Orders;
using Paradyze.Samples.Testing;

namespace Paradyze.Notifications.Tests;

public sealed class NotificationsTests : IAsyncDisposable
{
    private const string Name = "notifications";

    private readonly RunningRegistry _registry = new();

    [Fact]
    public async Task Start_TheRegistryRuns_RegistersInTheSeedsForm()
    {
        await using var node = await NodeService.StartAsync(_registry.Url);
        await _registry.WaitForAsync(Name, instances: 1);

        var registered = await _registry.ResolveAsync(Name);

        Assert.Equal(node.Http.BaseAddress, new Uri(registered.Url));
        Assert.Equal(new Uri(node.Http.BaseAddress!, "/health"), new Uri(registered.Health!));
        Assert.Equal(10, registered.LeaseSeconds);
        Assert.Equal("""{"version":"1.0.0","endpoints":{"api":"/notifications","health":"/health"}}""", registered.Metadata.ToString());
        Assert.Equal("""{"status":"healthy"}""", await node.Http.GetStringAsync(registered.Health, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Run_TheRegistryLosesIt_RegistersAgain()
    {
        await using var node = await NodeService.StartAsync(_registry.Url);
        await _registry.WaitForAsync(Name, instances: 1);

        await _registry.UnregisterAsync(Name);

        await _registry.WaitForAsync(Name, instances: 1);
    }

    [Fact]
    public async Task Stop_OthersOfItsNameRun_RemovesItselfAlone()
    {
        var other = new Uri("http://127.0.0.1:1/");
        await using var node = await NodeService.StartAsync(_registry.Url);
        await _registry.WaitForAsync(Name, instances: 1);
        await _registry.RegisterAsync(Name, other);

        Assert.Equal(0, await node.TerminateAsync());

        Assert.Equal(other, new Uri((await _registry.ResolveAsync(Name)).Instances.Single().Url));
    }

    [Fact]
    public async Task Notifications_OrdersIsRegistered_AreMadeFromItsOrders()
    {
        using var orders = RunningApp<OrderBook>.Start(RunningRegistry.None);
        await _registry.RegisterAsync("orders", orders.Url);
        await using var node = await NodeService.StartAsync(_registry.Url);

        await AssertAllOrdersAsync(node);
    }

    [Fact]
    public async Task Notifications_TheRegistryGoesAway_AreStillMadeFromItsOrders()
    {
        using var orders = RunningApp<OrderBook>.Start(RunningRegistry.None);
        await _registry.RegisterAsync("orders", orders.Url);
        await using var node = await NodeService.StartAsync(_registry.Url);
        await AssertAllOrdersAsync(node);

        await _registry.DisposeAsync();

        await AssertAllOrdersAsync(node);
    }

    [Fact]
    public async Task Notifications_TheEnvironmentAloneKnowsOrders_AreMadeFromItsOrders()
    {
        using var orders = RunningApp<OrderBook>.Start(RunningRegistry.None);
        await using var node = await NodeService.StartAsync("http://127.0.0.1:2", [new("ORDERS_URL", orders.Url.AbsoluteUri.TrimEnd('/'))]);

        await AssertAllOrdersAsync(node);
    }

    [Fact]
    public async Task Notifications_NobodyKnowsOrders_Answers503WithEverySource()
    {
        await using var node = await NodeService.StartAsync(_registry.Url);

        using var response = await node.Http.GetAsync("/notifications", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(
            "Service 'orders' was not found: the registry does not know it; the environment variable ORDERS_URL is not set.",
            await response.ReadProblemAsync());
    }

    [Fact]
    public async Task Notifications_TheRegistryIsAway_Answers503WithItsAddress()
    {
        await using var node = await NodeService.StartAsync("http://127.0.0.1:2;http://127.0.0.1:3");

        using var response = await node.Http.GetAsync("/notifications", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(
            "Service 'orders' was not found: the registry at http://127.0.0.1:2 does not answer (ECONNREFUSED); "
            + "the registry at http://127.0.0.1:3 does not answer (ECONNREFUSED); the environment variable ORDERS_URL is not set.",
            await response.ReadProblemAsync());
    }

    public ValueTask DisposeAsync() => _registry.DisposeAsync();

    private static async Task AssertAllOrdersAsync(NodeService node)
    {
        using var answer = JsonDocument.Parse(await node.Http.GetStringAsync("/notifications", TestContext.Current.CancellationToken));

        Assert.Equal(4, answer.RootElement.GetArrayLength());
        Assert.Equal(
            "Thank you, Ada Lovelace: your order o-1001 of 5 pieces for 132.90 EUR is on its way.",
            answer.RootElement[0].GetProperty("text").GetString());
    }
}
