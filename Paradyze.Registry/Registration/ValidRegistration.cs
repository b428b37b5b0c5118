using System.Collections.Immutable;
using Paradyze.Discovery;

namespace Paradyze.Registry.Registration;

/// <summary>A registration that passed every rule.</summary>
internal sealed record ValidRegistration
{
    public required ServiceName ServiceName { get; init; }

    public required string InstanceId { get; init; }

    public required Uri Url { get; init; }

    /// <summary>The url as the caller wrote it.</summary>
    public required string WrittenUrl { get; init; }

    public string? Generation { get; init; }

    public string? Health { get; init; }

    public RawJson? Metadata { get; init; }

    public string? Version { get; init; }

    public int? LeaseSeconds { get; init; }

    public string? Zone { get; init; }

    public ImmutableArray<string>? Tags { get; init; }

    public int? Weight { get; init; }

    public ImmutableSortedDictionary<string, string>? Endpoints { get; init; }

    public ImmutableArray<HealthCheck>? Checks { get; init; }
}
