using System.Collections.Immutable;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Dashboard;

/// <summary>What a row of the page shows of an instance. Public, as everything is that one component hands to another.</summary>
public sealed record InstanceRow
{
    /// <summary>Its id within the service.</summary>
    public required string Id { get; init; }

    /// <summary>Where it is called.</summary>
    public required string Url { get; init; }

    /// <summary>Its status.</summary>
    public required InstanceStatus Status { get; init; }

    /// <summary>Why it has that status, in words.</summary>
    public string? Reason { get; init; }

    /// <summary>Its version, when that is a Semantic Version.</summary>
    public string? Version { get; init; }

    /// <summary>Its zone.</summary>
    public string? Zone { get; init; }

    /// <summary>Its tags.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Within how many seconds it promised to send a heartbeat; without, it is probed.</summary>
    public int? LeaseSeconds { get; init; }

    /// <summary>When it was first registered.</summary>
    public required DateTimeOffset RegisteredAt { get; init; }

    internal static IReadOnlyList<InstanceRow> Of(ImmutableArray<RegisteredInstance> instances) => [.. instances.Select(Of)];

    private static InstanceRow Of(RegisteredInstance instance) => new()
    {
        Id = instance.Key.InstanceId,
        Url = instance.Url,
        Status = instance.Status,
        Reason = instance.State.Reason,
        Version = instance.Version,
        Zone = instance.Zone,
        Tags = instance.Tags,
        LeaseSeconds = instance.LeaseSeconds,
        RegisteredAt = instance.State.RegisteredAt,
    };
}
