using System.Net;
using System.Net.Http.Json;
using Paradyze.Samples.Testing;
using Products;

namespace Paradyze.Samples.Tests;

public sealed class ProductsTests : IDisposable
{
    private readonly RunningApp<Shelves> _products = RunningApp<Shelves>.Start(RunningRegistry.None);

    [Fact]
    public async Task List_Everything_IsOrderedAndSaysWhoServed()
    {
        var list = await GetAsync<ProductList>("/products");

        Assert.Equal(8, list.Products.Count);
        Assert.Equal(list.Products.OrderBy(product => product.Sku, StringComparer.Ordinal), list.Products);
        Assert.Equal(_products.Url, new Uri(list.ServedBy));
    }

    [Theory]
    [InlineData("?low=true", "grinder-burr,knife-chef,pan-iron")]
    [InlineData("?sku=pan-iron&sku=MUG-STONE&sku=none", "mug-stone,pan-iron")]
    [InlineData("?sku=pan-iron&low=false", "")]
    public async Task List_Filtered_HoldsThoseAlone(string query, string skus) =>
        Assert.Equal(skus, string.Join(',', (await GetAsync<ProductList>("/products" + query)).Products.Select(product => product.Sku)));

    [Fact]
    public async Task Find_Known_IsFoundWithoutCase() =>
        Assert.Equal(new Product("pan-iron", "Cast iron pan", 58.00m, 2, 5, 18), (await GetAsync<ProductAnswer>("/products/Pan-Iron")).Product);

    [Fact]
    public Task Find_Unknown_Answers404() =>
        AssertProblemAsync(HttpMethod.Get, "/products/none", null, HttpStatusCode.NotFound, "There is no product 'none'. GET /products lists them.");

    [Fact]
    public async Task Restock_Twice_ChangesTheShelfOnce()
    {
        var client = new ProductsClient(_products.CreateClient());

        var first = await client.RestockAsync("pan-iron", 18, TestContext.Current.CancellationToken);
        var second = await client.RestockAsync("pan-iron", 18, TestContext.Current.CancellationToken);

        Assert.Equal((16, 18), (first.Added, first.Stock));
        Assert.Equal((0, 18), (second.Added, second.Stock));
    }

    [Fact]
    public async Task Restock_BelowTheStock_TakesNothingAway()
    {
        var restocked = await new ProductsClient(_products.CreateClient()).RestockAsync("mug-stone", 10, TestContext.Current.CancellationToken);

        Assert.Equal((0, 64), (restocked.Added, restocked.Stock));
    }

    [Fact]
    public Task Restock_MoreThanTheShelfHolds_Answers422() => AssertProblemAsync(
        HttpMethod.Post, "/products/pan-iron/restock", new RestockRequest(19), HttpStatusCode.UnprocessableEntity,
        "The shelf of 'pan-iron' holds 18 pieces, not 19. Ask for at most 18.");

    [Fact]
    public async Task Restock_NoLevel_Answers400()
    {
        using var response = await SendAsync(HttpMethod.Post, "/products/pan-iron/restock", new { });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("The field UpTo must be between 1 and 10000.", await ReadAsync(response), StringComparison.Ordinal);
    }

    public void Dispose() => _products.Dispose();

    private async Task AssertProblemAsync(HttpMethod method, string path, object? body, HttpStatusCode status, string detail)
    {
        using var response = await SendAsync(method, path, body);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(detail, await response.ReadProblemAsync());
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        return await _products.CreateClient().SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<T> GetAsync<T>(string path) =>
        (await _products.CreateClient().GetFromJsonAsync<T>(path, TestContext.Current.CancellationToken))!;

    private static Task<string> ReadAsync(HttpResponseMessage response) =>
        response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
