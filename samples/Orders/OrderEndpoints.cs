using Microsoft.AspNetCore.Http.HttpResults;
using Products;

namespace Orders;

internal static class OrderEndpoints
{
    public static void MapOrders(this WebApplication app)
    {
        var orders = app.MapGroup("/orders");
        orders.MapGet("/", (OrderBook book) => book.List().Select(OrderSummary.Of));
        orders.MapGet("/{id}", FindAsync);
        orders.MapPost("/", PlaceAsync);
    }

    private static async Task<Results<Ok<OrderDetails>, ProblemHttpResult>> FindAsync(
        string id, OrderBook book, ProductsClient products, CancellationToken cancellation)
    {
        if (book.Find(id) is not { } order) return Unknown(id);
        var known = await products.FindAsync(order.Lines.Select(line => line.Sku), cancellation);
        return TypedResults.Ok(OrderDetails.Of(order, known));
    }

    private static async Task<Results<Created<OrderDetails>, ProblemHttpResult>> PlaceAsync(
        OrderRequest request, OrderBook book, ProductsClient products, TimeProvider clock, CancellationToken cancellation)
    {
        var known = await products.FindAsync(request.Lines.Select(line => line.Sku), cancellation);
        var sold = known.Products.ToDictionary(product => product.Sku, StringComparer.OrdinalIgnoreCase);
        var unknown = request.Lines.Select(line => line.Sku).Where(sku => !sold.ContainsKey(sku)).ToList();
        if (unknown.Count > 0) return NotSold(unknown);

        var lines = request.Lines.Select(line => new OrderLine(sold[line.Sku].Sku, line.Quantity, sold[line.Sku].Price));
        var order = book.Place(request.Customer, clock.GetUtcNow(), [.. lines]);
        return TypedResults.Created($"/orders/{order.Id}", OrderDetails.Of(order, known));
    }

    private static ProblemHttpResult Unknown(string id) =>
        TypedResults.Problem($"There is no order '{id}'. GET /orders lists them.", statusCode: StatusCodes.Status404NotFound);

    private static ProblemHttpResult NotSold(IReadOnlyList<string> skus) => TypedResults.Problem(
        $"Products does not sell {string.Join(", ", skus.Select(sku => $"'{sku}'"))}. GET /products lists what it sells.",
        statusCode: StatusCodes.Status422UnprocessableEntity);
}
