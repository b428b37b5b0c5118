using Products;

namespace Microsoft.Extensions.DependencyInjection;

public static class ProductsClientExtensions
{
    /// <summary>Adds <see cref="ProductsClient"/>. The address is a name: discovery turns it into an instance's.</summary>
    public static IServiceCollection AddProductsClient(this IServiceCollection services)
    {
        services.AddHttpClient<ProductsClient>(http => http.BaseAddress = new Uri("http://products"));
        return services;
    }
}
