extern alias gateway;

using Orders;
using Paradyze.Samples.Testing;
using Products;

namespace Paradyze.Samples.Tests;

/// <summary>The samples together, as they run: a registry, Products twice, Orders, and Gateway in front.</summary>
public sealed class Shop : IAsyncLifetime
{
    private readonly RunningApp<Shelves>[] _products;
    private readonly RunningApp<OrderBook> _orders;
    private readonly RunningApp<gateway::Program> _gateway;

    public Shop()
    {
        _products = [RunningApp<Shelves>.Start(Registry.Settings), RunningApp<Shelves>.Start(Registry.Settings)];
        _orders = RunningApp<OrderBook>.Start(Registry.Settings);
        _gateway = RunningApp<gateway::Program>.Start(Registry.Settings);
        Orders = _orders.CreateClient();
        Gateway = _gateway.CreateClient();
    }

    public RunningRegistry Registry { get; } = new();

    public HttpClient Orders { get; }

    public HttpClient Gateway { get; }

    public IEnumerable<Uri> Products => _products.Select(product => product.Url);

    public async ValueTask InitializeAsync()
    {
        await Registry.WaitForAsync("products", instances: 2);
        await Registry.WaitForAsync("orders", instances: 1);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _orders.DisposeAsync();
        foreach (var products in _products) await products.DisposeAsync();
        await Registry.DisposeAsync();
    }
}
