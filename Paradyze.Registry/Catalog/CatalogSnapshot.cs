using System.Collections.Immutable;
using Paradyze.Discovery;
using Paradyze.Registry.Journal;

namespace Paradyze.Registry.Catalog;

/// <summary>Everything that is registered at one revision. Immutable: a reader that holds one sees one moment.</summary>
internal sealed class CatalogSnapshot
{
    public static readonly CatalogSnapshot Empty =
        new(revision: 0, ImmutableSortedDictionary.Create<string, ServiceCell>(ServiceName.Comparer), instanceCount: 0);

    private readonly ImmutableSortedDictionary<string, ServiceCell> _cells;

    private CatalogSnapshot(long revision, ImmutableSortedDictionary<string, ServiceCell> cells, int instanceCount) =>
        (Revision, _cells, InstanceCount) = (revision, cells, instanceCount);

    public long Revision { get; }

    public int InstanceCount { get; }

    public int ServiceCount => _cells.Count;

    /// <summary>The services in the order of their names.</summary>
    public IEnumerable<ServiceCell> Services => _cells.Values;

    public ServiceCell? Find(string serviceName) => _cells.GetValueOrDefault(serviceName);

    public ServiceInstance? Find(InstanceKey key) => Find(key.ServiceName)?.Find(key.InstanceId);

    /// <summary>The state that a journal's snapshot holds.</summary>
    public static CatalogSnapshot From(JournalSnapshot snapshot) =>
        Empty.Apply(snapshot.Revision, [.. snapshot.Instances.Select(InstanceChange.Recovered)]);

    /// <summary>The state after one commit: the fold that start, recovery and every change go through.</summary>
    public CatalogSnapshot Apply(long revision, ImmutableArray<InstanceChange> changes)
    {
        var cells = _cells.ToBuilder();
        var count = InstanceCount;
        foreach (var change in changes)
        {
            var name = change.Key.ServiceName;
            var before = cells.GetValueOrDefault(name) ?? ServiceCell.Empty(name);
            var after = change.Instance is { } instance
                ? before.With(instance, Math.Max(before.Revision, instance.Revision))
                : before.Without(change.Key.InstanceId, revision);
            count += after.Instances.Length - before.Instances.Length;
            if (after.Instances.IsEmpty) cells.Remove(name);
            else cells[name] = after;
        }

        return new CatalogSnapshot(revision, cells.ToImmutable(), count);
    }
}
