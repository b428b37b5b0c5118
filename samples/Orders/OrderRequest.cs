using System.ComponentModel.DataAnnotations;

namespace Orders;

/// <summary>An order as a customer places it. Prices are what Products says at that moment.</summary>
/// <remarks>Public, since only such types are validated.</remarks>
public sealed record OrderRequest(
    [Required, StringLength(100)] string Customer,
    [Required, Length(1, 50)] IReadOnlyList<OrderRequestLine> Lines);

public sealed record OrderRequestLine([Required, StringLength(40)] string Sku, [Range(1, 1_000)] int Quantity);
