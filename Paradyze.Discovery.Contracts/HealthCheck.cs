using System.Text.Json.Serialization;

namespace Paradyze.Discovery;

/// <summary>
/// One question by which the registry finds out whether an instance works. What is left out is as the registry's settings
/// (<c>Registry:Probes</c>) have it.
/// </summary>
public sealed record HealthCheck
{
    /// <summary>The most checks that an instance may have: 8.</summary>
    public const int MaxPerInstance = 8;

    /// <summary>How is asked.</summary>
    public required HealthCheckType Type { get; init; }

    /// <summary>
    /// Where is asked: an absolute url on the host of the instance's own, or, for HTTP, a path on it such as <c>/healthz</c>. Left out
    /// together with <c>port</c>: the instance's own url.
    /// </summary>
    public string? Url { get; init; }

    /// <summary>The port on the host of the instance's own url, 1 to 65,535; in place of an absolute <c>url</c>.</summary>
    public int? Port { get; init; }

    /// <summary>The name that a gRPC check asks for; left out: the server as a whole.</summary>
    public string? Service { get; init; }

    /// <summary>The time from one probe to the next, 1 s to 1 h.</summary>
    [JsonConverter(typeof(DurationConverter))]
    public TimeSpan? Interval { get; init; }

    /// <summary>How long an answer may take, 100 ms to 30 s, and not longer than <c>interval</c>.</summary>
    [JsonConverter(typeof(DurationConverter))]
    public TimeSpan? Timeout { get; init; }

    /// <summary>So many probes in a row must fail before the check is critical, 1 to 100.</summary>
    public int? FailuresBeforeCritical { get; init; }

    /// <summary>So many probes in a row must pass before a critical check passes again, 1 to 100.</summary>
    public int? SuccessesBeforeUp { get; init; }

    /// <summary>The instance is deregistered when the check has been critical for so long, 1 s to 720 h.</summary>
    [JsonConverter(typeof(DurationConverter))]
    public TimeSpan? DeregisterAfter { get; init; }
}
