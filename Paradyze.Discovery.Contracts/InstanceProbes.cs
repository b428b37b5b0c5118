using System.Text.Json.Serialization;

namespace Paradyze.Discovery;

/// <summary>The answer to <c>GET /v1/services/{service}/instances/{id}/checks</c>: how an instance is probed, and what came of it.</summary>
public sealed record InstanceProbes
{
    /// <summary>The service's name.</summary>
    public required string ServiceName { get; init; }

    /// <summary>The instance's id.</summary>
    public required string InstanceId { get; init; }

    /// <summary>What all checks together come to; unset when the instance is not probed.</summary>
    public CheckVerdict? Verdict { get; init; }

    /// <summary>Why, in words.</summary>
    public string? Reason { get; init; }

    /// <summary>When its probes removed it, in UTC: it is probed on, and back when it answers. Unset while it is registered.</summary>
    [JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? DepartedAt { get; init; }

    /// <summary>What is worth knowing about the choice of the checks, such as a health url that is not probed.</summary>
    public string? Note { get; init; }

    /// <summary>The checks as they are in force; empty when the instance is not probed.</summary>
    public required IReadOnlyList<ProbedCheck> Checks { get; init; }

    /// <summary>The last results, at most 20, the latest first.</summary>
    public required IReadOnlyList<ProbeResult> Results { get; init; }
}

/// <summary>One check as it is in force, with every default filled in.</summary>
public sealed record ProbedCheck
{
    /// <summary>What is asked, in words: <c>GET http://10.0.0.5:8080/health</c>.</summary>
    public required string Check { get; init; }

    /// <summary>How is asked.</summary>
    public required HealthCheckType Type { get; init; }

    /// <summary>What it comes to.</summary>
    public required CheckVerdict Verdict { get; init; }

    /// <summary>When it is probed next, in UTC; unset while it is being probed.</summary>
    [JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? Next { get; init; }

    /// <summary>The time from one probe to the next.</summary>
    [JsonConverter(typeof(DurationConverter))]
    public required TimeSpan Interval { get; init; }

    /// <summary>How long an answer may take.</summary>
    [JsonConverter(typeof(DurationConverter))]
    public required TimeSpan Timeout { get; init; }

    /// <summary>So many probes in a row must fail before it is critical.</summary>
    public required int FailuresBeforeCritical { get; init; }

    /// <summary>So many probes in a row must pass before it passes again.</summary>
    public required int SuccessesBeforeUp { get; init; }

    /// <summary>The instance is deregistered when it has been critical for so long.</summary>
    [JsonConverter(typeof(DurationConverter))]
    public required TimeSpan DeregisterAfter { get; init; }
}

/// <summary>One probe and what came of it. It never carries anything of the answer but its status.</summary>
public sealed record ProbeResult
{
    /// <summary>When the probe began, in UTC.</summary>
    [JsonConverter(typeof(TimestampConverter))]
    public required DateTimeOffset At { get; init; }

    /// <summary>The check, as the <c>check</c> of <c>checks</c> names it.</summary>
    public required string Check { get; init; }

    /// <summary>Whether it passed.</summary>
    public required ProbeOutcome Outcome { get; init; }

    /// <summary>What was seen, in words: <c>answered 503</c>.</summary>
    public required string Detail { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public required int DurationMs { get; init; }
}

/// <summary>How a probe ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProbeOutcome>))]
public enum ProbeOutcome
{
    /// <summary>It passed.</summary>
    [JsonStringEnumMemberName("passed")]
    Passed,

    /// <summary>It failed.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}
