using Products;

namespace Orders;

/// <summary>An order in the list of all.</summary>
internal sealed record OrderSummary(string Id, string Customer, DateTimeOffset PlacedAt, int Pieces, decimal Total)
{
    public static OrderSummary Of(Order order) =>
        new(order.Id, order.Customer, order.PlacedAt, order.Lines.Sum(line => line.Quantity), order.Total());
}

/// <summary>An order with what Products knows of its lines, and the instance of Products that said so.</summary>
internal sealed record OrderDetails(
    string Id, string Customer, DateTimeOffset PlacedAt, IReadOnlyList<OrderLineDetails> Lines, decimal Total, string ServedBy)
{
    public static OrderDetails Of(Order order, ProductList known)
    {
        var names = known.Products.ToDictionary(product => product.Sku, product => product.Name, StringComparer.OrdinalIgnoreCase);
        return new(
            order.Id,
            order.Customer,
            order.PlacedAt,
            [.. order.Lines.Select(line => OrderLineDetails.Of(line, names.GetValueOrDefault(line.Sku)))],
            order.Total(),
            known.ServedBy);
    }
}

/// <summary>A line with its product's name, or none when the product is no longer sold.</summary>
internal sealed record OrderLineDetails(string Sku, string? Name, int Quantity, decimal UnitPrice, decimal Total)
{
    public static OrderLineDetails Of(OrderLine line, string? name) => new(line.Sku, name, line.Quantity, line.UnitPrice, line.Total());
}
