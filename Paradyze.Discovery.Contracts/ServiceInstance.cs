using System.Text.Json.Serialization;

namespace Paradyze.Discovery;

/// <summary>One running copy of a service, in the form it has in every answer. Optional fields that were not set are left out.</summary>
public record ServiceInstance
{
    /// <summary>The service's name as it was first written.</summary>
    public required string ServiceName { get; init; }

    /// <summary>The instance's id, unique within the service.</summary>
    public required string InstanceId { get; init; }

    /// <summary>One life of one process, chosen new by the client at each start.</summary>
    public string? Generation { get; init; }

    /// <summary>Where the instance is called: an absolute http or https url.</summary>
    public required string Url { get; init; }

    /// <summary>Where the instance's health is asked: an absolute http or https url.</summary>
    public string? Health { get; init; }

    /// <summary>The caller's own JSON object, given back as it was sent.</summary>
    public RawJson? Metadata { get; init; }

    /// <summary>The version from <c>metadata.version</c>, when that is a Semantic Version.</summary>
    public string? Version { get; init; }

    /// <summary>The failure zone that the instance runs in.</summary>
    public string? Zone { get; init; }

    /// <summary>Labels that readers filter by.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The share of calls relative to the other instances, 0 to 10,000; unset counts as 100.</summary>
    public int? Weight { get; init; }

    /// <summary>Further addresses by name: absolute urls of any scheme.</summary>
    public IReadOnlyDictionary<string, string>? Endpoints { get; init; }

    /// <summary>How it asked to be probed.</summary>
    public IReadOnlyList<HealthCheck>? Checks { get; init; }

    /// <summary>The instance promises a heartbeat within so many seconds; unset means that it promises none.</summary>
    public int? LeaseSeconds { get; init; }

    /// <summary>Whether it is worth calling.</summary>
    public required InstanceStatus Status { get; init; }

    /// <summary>Why it has this status, in words. Changes only together with <c>status</c> or <c>override</c>.</summary>
    public string? StatusReason { get; init; }

    /// <summary>What the instance or an operator set; unset when the registry decides.</summary>
    public StatusOverride? Override { get; init; }

    /// <summary>When it was first registered, in UTC to the millisecond.</summary>
    [JsonConverter(typeof(TimestampConverter))]
    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>When its probe removed it; only on the answer to whoever unregisters it after that.</summary>
    [JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? DepartedAt { get; init; }

    /// <summary>The number of the revision at which this instance last changed.</summary>
    public required long Revision { get; init; }
}
