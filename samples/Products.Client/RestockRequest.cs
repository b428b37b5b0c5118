using System.ComponentModel.DataAnnotations;

namespace Products;

/// <summary>
/// Fills a shelf up to a level. Asked for again it changes nothing, so that a caller who heard no answer may simply repeat it.
/// </summary>
/// <param name="UpTo">Pieces that the shelf is to have, at most the product's capacity.</param>
public sealed record RestockRequest([Range(1, 10_000)] int UpTo);
