extern alias gateway;

using System.Net;
using System.Net.Http.Json;
using Orders;
using Paradyze.Samples.Testing;
using Products;

namespace Paradyze.Samples.Tests;

/// <summary>What callers see when something is missing.</summary>
public sealed class OutageTests : IAsyncDisposable
{
    private const int Calls = 20;
    private static readonly Uri s_refuses = new("http://127.0.0.1:2");

    private readonly RunningRegistry _registry = new();

    [Fact]
    public async Task Orders_ProductsIsNowhere_Answers503WithEverySourceThatWasTried()
    {
        using var orders = RunningApp<OrderBook>.Start(_registry.Settings);
        using var response = await orders.CreateClient().GetAsync("/orders/o-1001", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        var detail = await response.ReadProblemAsync();
        Assert.Contains("'products'", detail, StringComparison.Ordinal);
        Assert.Contains(_registry.Url, detail, StringComparison.Ordinal);
        Assert.Contains("PRODUCTS_URL", detail, StringComparison.Ordinal);
        Assert.Contains("Services:products", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orders_ProductsIsFarAway_IsReadableThroughTheGateway()
    {
        using var orders = RunningApp<OrderBook>.Start(_registry.Settings);
        using var gateway = RunningApp<gateway::Program>.Start(_registry.Settings);
        await _registry.WaitForAsync("orders", instances: 1);

        using var response = await gateway.CreateClient().GetAsync("/orders/o-1001", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("'products'", await response.ReadProblemAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gateway_AnInstanceRefusesConnections_AsksTheOther()
    {
        using var products = RunningApp<Shelves>.Start(_registry.Settings);
        await _registry.WaitForAsync("products", instances: 1);
        await _registry.RegisterAsync("products", s_refuses);
        using var gateway = RunningApp<gateway::Program>.Start(_registry.Settings);
        using var http = gateway.CreateClient();

        for (var i = 0; i < Calls; i++)
        {
            using var response = await http.PostAsJsonAsync("/products/pan-iron/restock", new RestockRequest(9), TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Fact]
    public async Task Gateway_NoInstanceAcceptsConnections_Answers502WithTheReason()
    {
        await _registry.RegisterAsync("products", s_refuses);
        using var gateway = RunningApp<gateway::Program>.Start(_registry.Settings);

        using var response = await gateway.CreateClient().GetAsync("/products", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Contains("127.0.0.1:2", await response.ReadProblemAsync(), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _registry.DisposeAsync();
}
