namespace Orders;

/// <summary>What a customer bought, at the prices of that day.</summary>
internal sealed record Order(string Id, string Customer, DateTimeOffset PlacedAt, IReadOnlyList<OrderLine> Lines)
{
    public decimal Total() => Lines.Sum(line => line.Total());
}

/// <summary>Some pieces of one product, the price of a piece in euros.</summary>
internal sealed record OrderLine(string Sku, int Quantity, decimal UnitPrice)
{
    public decimal Total() => Quantity * UnitPrice;
}
