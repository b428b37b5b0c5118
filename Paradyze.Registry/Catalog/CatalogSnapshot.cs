using System.Runtime.InteropServices;
using Paradyze.Discovery;

namespace Paradyze.Registry.Catalog;

/// <summary>Everything that is registered at one revision. Immutable: a reader that holds one sees one moment.</summary>
internal sealed class CatalogSnapshot
{
    public static readonly CatalogSnapshot Empty = new(revision: 0, SortedCells.Empty, instanceCount: 0);

    private readonly SortedCells _cells;

    private CatalogSnapshot(long revision, SortedCells cells, int instanceCount) =>
        (Revision, _cells, InstanceCount) = (revision, cells, instanceCount);

    public long Revision { get; }

    public int InstanceCount { get; }

    public int ServiceCount => _cells.Count;

    /// <summary>The services in the order of their names.</summary>
    public IEnumerable<ServiceCell> Services => _cells.From(prefix: null, after: null);

    /// <summary>The services whose names begin with a prefix and come after a name, in order; found without walking those before.</summary>
    public IEnumerable<ServiceCell> ServicesFrom(string? prefix, string? after) => _cells.From(prefix, after);

    public ServiceCell? Find(string serviceName) => _cells.Find(serviceName);

    public RegisteredInstance? Find(InstanceKey key) => Find(key.ServiceName)?.Find(key.InstanceId);

    /// <summary>The state that holds these instances.</summary>
    public static CatalogSnapshot Of(long revision, IReadOnlyCollection<RegisteredInstance> instances)
    {
        var services = new Dictionary<string, List<RegisteredInstance>>(ServiceName.Comparer);
        foreach (var instance in instances)
        {
            ref var of = ref CollectionsMarshal.GetValueRefOrAddDefault(services, instance.Key.ServiceName, out _);
            (of ??= []).Add(instance);
        }

        var cells = services.OrderBy(service => service.Key, ServiceName.Comparer).Select(service => ServiceCell.Of(service.Key, service.Value));
        return new CatalogSnapshot(revision, SortedCells.FromSorted(cells), instances.Count);
    }

    /// <summary>The state after these cells have taken the place of those with the same names.</summary>
    public CatalogSnapshot With(long revision, IReadOnlyCollection<ServiceCell> changed)
    {
        var added = changed.Sum(cell => cell.Instances.Length - (Find(cell.Name)?.Instances.Length ?? 0));
        return new CatalogSnapshot(revision, _cells.With(changed), InstanceCount + added);
    }
}
