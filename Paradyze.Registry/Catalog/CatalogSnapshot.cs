using System.Runtime.InteropServices;
using Paradyze.Discovery;

namespace Paradyze.Registry.Catalog;

/// <summary>Everything that is registered at one revision. Immutable: a reader that holds one sees one moment.</summary>
internal sealed class CatalogSnapshot
{
    public static readonly CatalogSnapshot Empty = new(revision: 0, SortedCells.Empty, DepartedInstances.None, instanceCount: 0);

    private readonly SortedCells _cells;

    private CatalogSnapshot(long revision, SortedCells cells, DepartedInstances departed, int instanceCount) =>
        (Revision, _cells, Departed, InstanceCount) = (revision, cells, departed, instanceCount);

    public long Revision { get; }

    public int InstanceCount { get; }

    public int ServiceCount => _cells.Count;

    /// <summary>Who is no longer registered but may come back.</summary>
    public DepartedInstances Departed { get; }

    /// <summary>The services in the order of their names.</summary>
    public IEnumerable<ServiceCell> Services => _cells.From(prefix: null, after: null);

    /// <summary>The services whose names begin with a prefix and come after a name, in order; found without walking those before.</summary>
    public IEnumerable<ServiceCell> ServicesFrom(string? prefix, string? after) => _cells.From(prefix, after);

    public ServiceCell? Find(string serviceName) => _cells.Find(serviceName);

    public RegisteredInstance? Find(InstanceKey key) => Find(key.ServiceName)?.Find(key.InstanceId);

    /// <summary>The state that holds these instances, the departed among them.</summary>
    public static CatalogSnapshot Of(long revision, IReadOnlyCollection<RegisteredInstance> instances)
    {
        var services = new Dictionary<string, List<RegisteredInstance>>(ServiceName.Comparer);
        var departed = instances.Where(instance => instance.IsDeparted).Aggregate(DepartedInstances.None, (state, instance) => state.With(instance));
        foreach (var instance in instances)
        {
            if (instance.IsDeparted) continue;
            ref var of = ref CollectionsMarshal.GetValueRefOrAddDefault(services, instance.Key.ServiceName, out _);
            (of ??= []).Add(instance);
        }

        var cells = services.OrderBy(service => service.Key, ServiceName.Comparer).Select(service => ServiceCell.Of(service.Key, service.Value));
        return new CatalogSnapshot(revision, SortedCells.FromSorted(cells), departed, instances.Count - departed.Count);
    }

    /// <summary>The same state at a later revision.</summary>
    public CatalogSnapshot At(long revision) => new(revision, _cells, Departed, InstanceCount);

    /// <summary>The state after these cells have taken the place of those with the same names.</summary>
    public CatalogSnapshot With(long revision, IReadOnlyCollection<ServiceCell> changed, DepartedInstances departed)
    {
        var added = changed.Sum(cell => cell.Instances.Length - (Find(cell.Name)?.Instances.Length ?? 0));
        return new CatalogSnapshot(revision, _cells.With(changed), departed, InstanceCount + added);
    }
}
