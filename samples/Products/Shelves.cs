using System.Collections.Concurrent;
using System.Text.Json;

namespace Products;

/// <summary>The stock of this instance, in memory: each replica begins with what the data file says.</summary>
internal sealed class Shelves(IEnumerable<Product> products)
{
    private readonly ConcurrentDictionary<string, Product> _products =
        new(products.Select(product => KeyValuePair.Create(product.Sku, product)), StringComparer.OrdinalIgnoreCase);

    public static Shelves Load(string file)
    {
        using var json = File.OpenRead(Path.Combine(AppContext.BaseDirectory, file));
        return new Shelves(JsonSerializer.Deserialize<Product[]>(json, JsonSerializerOptions.Web) ?? []);
    }

    public IReadOnlyList<Product> List(Func<Product, bool> which) =>
        [.. _products.Values.Where(which).OrderBy(product => product.Sku, StringComparer.OrdinalIgnoreCase)];

    public Product? Find(string sku) => _products.GetValueOrDefault(sku);

    /// <summary>Fills a shelf, never empties it; answers how many pieces that took.</summary>
    public int FillUpTo(Product product, int level)
    {
        while (product.Stock < level)
        {
            if (_products.TryUpdate(product.Sku, product with { Stock = level }, product)) return level - product.Stock;
            product = _products[product.Sku]; // Somebody else filled it meanwhile.
        }

        return 0;
    }
}
