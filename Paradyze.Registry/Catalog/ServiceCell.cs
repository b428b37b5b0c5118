using System.Collections.Immutable;
using Paradyze.Discovery;

namespace Paradyze.Registry.Catalog;

/// <summary>One service at one moment: its instances ordered by id, and which of them are handed out.</summary>
internal sealed class ServiceCell
{
    private readonly Turn _turn;

    private ServiceCell(string name, long revision, ImmutableArray<ServiceInstance> instances, Turn turn)
    {
        Name = name;
        Revision = revision;
        Instances = instances;
        Serving = HandOut.Of(instances);
        _turn = turn;
    }

    /// <summary>The name as it was first written.</summary>
    public string Name { get; }

    /// <summary>The number of the last change to any of the instances, removals included.</summary>
    public long Revision { get; }

    public ImmutableArray<ServiceInstance> Instances { get; }

    public IReadOnlyList<ServiceInstance> Serving { get; }

    public static ServiceCell Empty(string name) => new(name, revision: 0, [], new Turn());

    public ServiceInstance? Find(string instanceId)
    {
        var index = IndexOf(instanceId);
        return index >= 0 ? Instances[index] : null;
    }

    public ServiceCell With(ServiceInstance instance, long revision)
    {
        var index = IndexOf(instance.InstanceId);
        var instances = index >= 0 ? Instances.SetItem(index, instance) : Instances.Insert(~index, instance);
        return new ServiceCell(Name, revision, instances, _turn);
    }

    public ServiceCell Without(string instanceId, long revision)
    {
        var index = IndexOf(instanceId);
        return index < 0 ? this : new ServiceCell(Name, revision, Instances.RemoveAt(index), _turn);
    }

    /// <summary>One of several, each in turn, over all readers and all versions of this cell.</summary>
    public ServiceInstance TakeTurn(IReadOnlyList<ServiceInstance> among) => among[_turn.Next(among.Count)];

    // Negative: the complement of where the id would stand.
    private int IndexOf(string instanceId)
    {
        var (low, high) = (0, Instances.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = string.CompareOrdinal(Instances[middle].InstanceId, instanceId);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return ~low;
    }

    private sealed class Turn
    {
        private uint _taken;

        public int Next(int count) => (int)((Interlocked.Increment(ref _taken) - 1) % (uint)count);
    }
}
