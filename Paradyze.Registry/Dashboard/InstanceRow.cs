using System.Collections.Immutable;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Dashboard;

/// <summary>What a row of the page shows of an instance. Public, as everything is that one component hands to another.</summary>
public sealed record InstanceRow(
    string Id,
    string Url,
    InstanceStatus Status,
    string? Reason,
    string? Version,
    string? Zone,
    ImmutableArray<string> Tags,
    int? LeaseSeconds,
    DateTimeOffset RegisteredAt)
{
    internal static IReadOnlyList<InstanceRow> Of(ImmutableArray<RegisteredInstance> instances) =>
    [
        .. instances.Select(instance => new InstanceRow(
            instance.Key.InstanceId,
            instance.Url,
            instance.Status,
            instance.State.Reason,
            instance.Version,
            instance.Zone,
            instance.Tags,
            instance.LeaseSeconds,
            instance.State.RegisteredAt)),
    ];
}
