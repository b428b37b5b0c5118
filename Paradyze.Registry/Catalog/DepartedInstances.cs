using System.Collections.Immutable;
using Paradyze.Discovery;

namespace Paradyze.Registry.Catalog;

/// <summary>
/// Instances that their probes removed and that are still known: a client that registered once cannot know that it was removed, so
/// each is back when it answers. Nobody is shown them. Immutable.
/// </summary>
internal sealed class DepartedInstances
{
    public static readonly DepartedInstances None =
        new(ImmutableDictionary.Create<string, ImmutableArray<RegisteredInstance>>(ServiceName.Comparer), count: 0);

    private readonly ImmutableDictionary<string, ImmutableArray<RegisteredInstance>> _byService;

    private DepartedInstances(ImmutableDictionary<string, ImmutableArray<RegisteredInstance>> byService, int count) =>
        (_byService, Count) = (byService, count);

    public int Count { get; }

    public IEnumerable<RegisteredInstance> All => _byService.Values.SelectMany(instances => instances);

    /// <summary>Those of one service, in no order.</summary>
    public ImmutableArray<RegisteredInstance> Of(string serviceName) => _byService.GetValueOrDefault(serviceName, []);

    public RegisteredInstance? Find(InstanceKey key) => Of(key.ServiceName).FirstOrDefault(instance => instance.Key.InstanceId == key.InstanceId);

    public DepartedInstances With(RegisteredInstance departed)
    {
        var others = Without(departed.Key);
        var name = departed.Key.ServiceName;
        return new DepartedInstances(others._byService.SetItem(name, others.Of(name).Add(departed)), others.Count + 1);
    }

    public DepartedInstances Without(InstanceKey key)
    {
        if (Find(key) is not { } found) return this;
        var left = Of(key.ServiceName).Remove(found);
        return new DepartedInstances(
            left.IsEmpty ? _byService.Remove(key.ServiceName) : _byService.SetItem(key.ServiceName, left), Count - 1);
    }
}
