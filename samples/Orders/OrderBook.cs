using System.Collections.Concurrent;
using System.Text.Json;

namespace Orders;

/// <summary>All orders, in memory: a restart begins again with what the data file says.</summary>
internal sealed class OrderBook(IReadOnlyCollection<Order> orders)
{
    private const int FirstNumber = 1001;

    private readonly ConcurrentDictionary<string, Order> _orders =
        new(orders.Select(order => KeyValuePair.Create(order.Id, order)), StringComparer.OrdinalIgnoreCase);

    private int _lastNumber = FirstNumber - 1 + orders.Count;

    public static OrderBook Load(string file)
    {
        using var json = File.OpenRead(Path.Combine(AppContext.BaseDirectory, file));
        return new OrderBook(JsonSerializer.Deserialize<Order[]>(json, JsonSerializerOptions.Web) ?? []);
    }

    public IReadOnlyList<Order> List() => [.. _orders.Values.OrderBy(order => order.PlacedAt)];

    public Order? Find(string id) => _orders.GetValueOrDefault(id);

    public Order Place(string customer, DateTimeOffset placedAt, IReadOnlyList<OrderLine> lines)
    {
        var order = new Order($"o-{Interlocked.Increment(ref _lastNumber)}", customer, placedAt, lines);
        _orders[order.Id] = order;
        return order;
    }
}
