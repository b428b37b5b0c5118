using Paradyze.Discovery;

namespace Paradyze.Registry.Catalog;

/// <summary>Compares keys as the registry does: the service's name without case, the id with.</summary>
internal sealed class InstanceKeyComparer : IEqualityComparer<InstanceKey>
{
    public static readonly InstanceKeyComparer Instance = new();

    public bool Equals(InstanceKey? x, InstanceKey? y) =>
        ReferenceEquals(x, y)
        || (x is not null && y is not null && x.InstanceId == y.InstanceId && ServiceName.Comparer.Equals(x.ServiceName, y.ServiceName));

    public int GetHashCode(InstanceKey obj) =>
        HashCode.Combine(ServiceName.Comparer.GetHashCode(obj.ServiceName), obj.InstanceId.GetHashCode(StringComparison.Ordinal));
}
