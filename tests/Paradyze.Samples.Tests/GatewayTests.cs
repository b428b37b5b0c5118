using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Paradyze.Samples.Testing;
using Products;

namespace Paradyze.Samples.Tests;

public sealed class GatewayTests(Shop shop) : IClassFixture<Shop>
{
    private const int Calls = 40;

    [Fact]
    public async Task Get_AnOrder_IsServedThroughAllThree()
    {
        var order = await shop.Gateway.GetStringAsync("/orders/o-1003", TestContext.Current.CancellationToken);

        Assert.Contains("\"name\":\"Cast iron pan\"", order, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WithinATrace_IsOneTraceThroughAllThree()
    {
        using var trace = new Activity("test") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();
        using var spans = new ServerSpans(trace.TraceId);

        await shop.Gateway.GetStringAsync("/orders/o-1003", TestContext.Current.CancellationToken);

        await Eventually.TrueAsync(
            () => Task.FromResult(spans.Names.Count == 3), () => Task.FromResult($"the trace has the spans {string.Join(", ", spans.Names)}"));

        // Which ends first is open: an answer can arrive before its own span is over.
        Assert.Equal(["GET /orders/{**rest}", "GET /orders/{id}", "GET /products/"], spans.Names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Get_ManyTimes_IsServedByEveryInstance()
    {
        var served = new HashSet<Uri>();
        for (var i = 0; i < Calls; i++) served.Add(await AskProductsAsync());

        Assert.Equal(shop.Products.ToHashSet(), served);
    }

    [Fact]
    public async Task Post_ReachesTheService()
    {
        using var response = await shop.Gateway.PostAsJsonAsync(
            "/products/pan-iron/restock", new RestockRequest(10), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Get_AServiceThatNobodyKnows_Answers503WithEverySourceThatWasTried()
    {
        using var response = await shop.Gateway.GetAsync("/notifications", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        var detail = await response.ReadProblemAsync();
        Assert.Contains("'notifications'", detail, StringComparison.Ordinal);
        Assert.Contains(shop.Registry.Url, detail, StringComparison.Ordinal);
        Assert.Contains("NOTIFICATIONS_URL", detail, StringComparison.Ordinal);
        Assert.Contains("Services:notifications", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Index_NamesCommandsThatStartWithItsOwnAddress()
    {
        var index = await shop.Gateway.GetStringAsync("/", TestContext.Current.CancellationToken);

        Assert.Contains($"curl {shop.Gateway.BaseAddress}orders/o-1001\n", index, StringComparison.Ordinal);
    }

    private async Task<Uri> AskProductsAsync() =>
        new((await shop.Gateway.GetFromJsonAsync<ProductList>("/products", TestContext.Current.CancellationToken))!.ServedBy);
}
