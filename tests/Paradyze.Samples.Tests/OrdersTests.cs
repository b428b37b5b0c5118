using System.Net;
using System.Net.Http.Json;
using Orders;
using Paradyze.Samples.Testing;

namespace Paradyze.Samples.Tests;

public sealed class OrdersTests(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task List_HasTheTotalOfEachOrder()
    {
        var orders = await shop.Orders.GetFromJsonAsync<OrderSummary[]>("/orders", TestContext.Current.CancellationToken);

        var first = orders!.Single(order => order.Id == "o-1001");
        Assert.Equal(("Ada Lovelace", 5, 132.90m), (first.Customer, first.Pieces, first.Total));
    }

    [Fact]
    public async Task Find_Known_NamesItsProductsAndWhoServedThem()
    {
        var order = await shop.Orders.GetFromJsonAsync<OrderDetails>("/orders/o-1001", TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                new OrderLineDetails("mug-stone", "Stoneware mug", 4, 14.50m, 58.00m),
                new OrderLineDetails("kettle-steel", "Gooseneck kettle", 1, 74.90m, 74.90m),
            ],
            order!.Lines);
        Assert.Equal(132.90m, order.Total);
        Assert.Contains(new Uri(order.ServedBy), shop.Products);
    }

    [Fact]
    public async Task Find_Unknown_Answers404()
    {
        using var response = await shop.Orders.GetAsync("/orders/o-1", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("There is no order 'o-1'. GET /orders lists them.", await response.ReadProblemAsync());
    }

    [Fact]
    public async Task Place_KnownProducts_TakesTodaysPrices()
    {
        using var response = await PlaceAsync(new { customer = "Barbara Liskov", lines = new[] { new { sku = "grinder-burr", quantity = 2 } } });

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var placed = await response.Content.ReadFromJsonAsync<OrderDetails>(TestContext.Current.CancellationToken);
        Assert.Equal(258.00m, placed!.Total);
        var found = await shop.Orders.GetFromJsonAsync<OrderDetails>(response.Headers.Location, TestContext.Current.CancellationToken);
        Assert.Equal(("Barbara Liskov", 258.00m), (found!.Customer, found.Total));
    }

    [Fact]
    public async Task Place_UnknownProducts_Answers422WithEachOfThem()
    {
        using var response = await PlaceAsync(new
        {
            customer = "Barbara Liskov",
            lines = new[] { new { sku = "abacus", quantity = 1 }, new { sku = "pan-iron", quantity = 1 }, new { sku = "loom", quantity = 1 } },
        });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal("Products does not sell 'abacus', 'loom'. GET /products lists what it sells.", await response.ReadProblemAsync());
    }

    [Fact]
    public async Task Place_NothingRight_Answers400WithEveryFault()
    {
        using var response = await PlaceAsync(new { customer = "", lines = new[] { new { sku = "pan-iron", quantity = 0 } } });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("The Customer field is required.", body, StringComparison.Ordinal);
        Assert.Contains("The field Quantity must be between 1 and 1000.", body, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> PlaceAsync(object order) =>
        shop.Orders.PostAsJsonAsync("/orders", order, TestContext.Current.CancellationToken);
}
