namespace Products;

/// <summary>Something the shop sells.</summary>
/// <param name="Sku">Names it, compared without case.</param>
/// <param name="Name">What customers call it.</param>
/// <param name="Price">Of one piece, in euros.</param>
/// <param name="Stock">Pieces on the shelf.</param>
/// <param name="ReorderAt">At this stock or less it is low.</param>
/// <param name="Capacity">Pieces that the shelf holds.</param>
public sealed record Product(string Sku, string Name, decimal Price, int Stock, int ReorderAt, int Capacity)
{
    public bool IsLow() => Stock <= ReorderAt;
}
