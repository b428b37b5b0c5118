using Paradyze.Registry.Catalog;

namespace Paradyze.Benchmarks;

/// <summary>What an instance costs in memory, with its lease and the journal's index, beyond the bytes it is answered with.</summary>
internal static class MemoryMeasurement
{
    public static async Task RunAsync(int count)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var registry = await QuietRegistry.StartAsync(count, TimeProvider.System);
        var managed = GC.GetTotalMemory(forceFullCollection: true) - before;

        var catalog = registry.Get<ServiceCatalog>();
        var utf8 = catalog.Current.Services.SelectMany(service => service.Instances).Sum(instance => (long)instance.Utf8.Length);
        Console.WriteLine($"{count} instances of {catalog.Current.ServiceCount} services");
        Console.WriteLine($"{utf8 / count} B own UTF-8, {(managed - utf8) / count} B managed beyond it, an instance");
    }
}
