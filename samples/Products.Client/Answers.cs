namespace Products;

/// <summary>One product, and the instance that answered.</summary>
public sealed record ProductAnswer(string ServedBy, Product Product);

/// <summary>Products ordered by SKU, and the instance that answered.</summary>
public sealed record ProductList(string ServedBy, IReadOnlyList<Product> Products);

/// <summary>How many pieces were put on which instance's shelf; none when it was that full already.</summary>
public sealed record Restocked(string ServedBy, string Sku, int Added, int Stock);
