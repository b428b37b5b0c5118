using Microsoft.Extensions.Options;
using Paradyze.Registry;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal;
using Paradyze.Registry.Leases;

namespace Paradyze.Benchmarks;

/// <summary>What an instance costs in memory, with its lease and the journal's index, beyond the bytes it is answered with.</summary>
internal static class MemoryMeasurement
{
    public static void Run(int count)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var catalog = new ServiceCatalog();
        var head = new JournalHead(TimeProvider.System);
        var leases = new LeaseTable(TimeProvider.System, Options.Create(new RegistryOptions()));
        Fill(catalog, head, leases, count);
        var managed = GC.GetTotalMemory(forceFullCollection: true) - before;

        var utf8 = catalog.Current.Services.SelectMany(service => service.Instances).Sum(instance => (long)instance.Utf8.Length);
        Console.WriteLine($"{count} instances of {catalog.Current.ServiceCount} services");
        Console.WriteLine($"{utf8 / count} B own UTF-8, {(managed - utf8) / count} B managed beyond it, an instance");
        GC.KeepAlive(leases);
        GC.KeepAlive(head);
    }

    private static void Fill(ServiceCatalog catalog, JournalHead head, LeaseTable leases, int count)
    {
        var snapshot = new JournalSnapshot("e", count, [.. Fleet.Instances(count)]);
        head.Begin(snapshot);
        catalog.Reset(snapshot);
        foreach (var instance in snapshot.Instances) leases.Renew(instance.Key);
    }
}
