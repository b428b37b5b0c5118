using System.Net.Http.Json;
using Microsoft.AspNetCore.Http.Extensions;

namespace Products;

/// <summary>Calls Products, wherever its instances are.</summary>
public sealed class ProductsClient(HttpClient http)
{
    /// <summary>The products with these SKUs; unknown ones are missing from the answer.</summary>
    public Task<ProductList> FindAsync(IEnumerable<string> skus, CancellationToken cancellation) =>
        ListAsync(new QueryBuilder { { "sku", skus } }, cancellation);

    /// <summary>The products whose stock is low.</summary>
    public Task<ProductList> ListLowAsync(CancellationToken cancellation) =>
        ListAsync(new QueryBuilder { { "low", "true" } }, cancellation);

    public async Task<Restocked> RestockAsync(string sku, int upTo, CancellationToken cancellation)
    {
        using var response = await http.PostAsJsonAsync(
            $"/products/{Uri.EscapeDataString(sku)}/restock", new RestockRequest(upTo), cancellation);
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Restocked>(cancellation))!;
    }

    private async Task<ProductList> ListAsync(QueryBuilder query, CancellationToken cancellation) =>
        (await http.GetFromJsonAsync<ProductList>("/products" + query, cancellation))!;
}
