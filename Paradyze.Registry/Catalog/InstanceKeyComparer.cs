using Paradyze.Discovery;

namespace Paradyze.Registry.Catalog;

/// <summary>Compares keys as the registry does: the service's name without case, the id with.</summary>
internal sealed class InstanceKeyComparer : IEqualityComparer<InstanceKey>, IAlternateEqualityComparer<InstanceKeyText, InstanceKey>
{
    public static readonly InstanceKeyComparer Instance = new();

    public bool Equals(InstanceKey? x, InstanceKey? y) =>
        ReferenceEquals(x, y) || (x is not null && y is not null && Equals(new InstanceKeyText(x.ServiceName, x.InstanceId), y));

    public bool Equals(InstanceKeyText alternate, InstanceKey other) =>
        alternate.InstanceId.SequenceEqual(other.InstanceId)
        && alternate.ServiceName.Equals(other.ServiceName, StringComparison.OrdinalIgnoreCase);

    public int GetHashCode(InstanceKey obj) => GetHashCode(new InstanceKeyText(obj.ServiceName, obj.InstanceId));

    public int GetHashCode(InstanceKeyText alternate) => HashCode.Combine(
        string.GetHashCode(alternate.ServiceName, StringComparison.OrdinalIgnoreCase),
        string.GetHashCode(alternate.InstanceId, StringComparison.Ordinal));

    public InstanceKey Create(InstanceKeyText alternate) => new(alternate.ServiceName.ToString(), alternate.InstanceId.ToString());
}

/// <summary>A key that is looked up without being made an object.</summary>
internal readonly ref struct InstanceKeyText(ReadOnlySpan<char> serviceName, ReadOnlySpan<char> instanceId)
{
    public ReadOnlySpan<char> ServiceName { get; } = serviceName;

    public ReadOnlySpan<char> InstanceId { get; } = instanceId;
}
