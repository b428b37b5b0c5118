using Microsoft.AspNetCore.Http.HttpResults;

namespace Products;

internal static class ProductEndpoints
{
    public static void MapProducts(this WebApplication app)
    {
        var products = app.MapGroup("/products");
        products.MapGet("/", List);
        products.MapGet("/{sku}", Find);
        products.MapPost("/{sku}/restock", Restock);
    }

    private static ProductList List(string[] sku, bool? low, Shelves shelves, InstanceName instance) => new(
        instance.Value,
        shelves.List(product =>
            (sku.Length == 0 || sku.Contains(product.Sku, StringComparer.OrdinalIgnoreCase)) && (low is null || low == product.IsLow())));

    private static Results<Ok<ProductAnswer>, ProblemHttpResult> Find(string sku, Shelves shelves, InstanceName instance) =>
        shelves.Find(sku) is { } product ? TypedResults.Ok(new ProductAnswer(instance.Value, product)) : Unknown(sku);

    private static Results<Ok<Restocked>, ProblemHttpResult> Restock(
        string sku, RestockRequest request, Shelves shelves, InstanceName instance)
    {
        if (shelves.Find(sku) is not { } product) return Unknown(sku);
        if (request.UpTo > product.Capacity) return TooMuch(product, request.UpTo);

        var added = shelves.FillUpTo(product, request.UpTo);
        return TypedResults.Ok(new Restocked(instance.Value, product.Sku, added, Math.Max(product.Stock, request.UpTo)));
    }

    private static ProblemHttpResult Unknown(string sku) =>
        TypedResults.Problem($"There is no product '{sku}'. GET /products lists them.", statusCode: StatusCodes.Status404NotFound);

    private static ProblemHttpResult TooMuch(Product product, int upTo) => TypedResults.Problem(
        $"The shelf of '{product.Sku}' holds {product.Capacity} pieces, not {upTo}. Ask for at most {product.Capacity}.",
        statusCode: StatusCodes.Status422UnprocessableEntity);
}
