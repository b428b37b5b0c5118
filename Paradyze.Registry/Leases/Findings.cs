using Paradyze.Registry.Health;

namespace Paradyze.Registry.Leases;

/// <summary>What is known of an instance at one moment, beside what is committed.</summary>
/// <param name="IsHeard">
/// Whether it spoke since the registry began or was last away, or a probe of it passed. Until then it keeps the status it was committed with.
/// </param>
/// <param name="Lease">Whether the promised heartbeats come.</param>
/// <param name="SelfReport">Why it calls itself unhealthy; <see langword="null"/> when it does not.</param>
/// <param name="Probes">What its probes say.</param>
/// <param name="IsGuarded">Whether so many fail together that the registry doubts itself.</param>
internal readonly record struct Findings(bool IsHeard, LeaseState Lease, string? SelfReport, ProbeFindings Probes, bool IsGuarded)
{
    /// <summary>Why it fails, by the first source that says so; <see langword="null"/> when none does.</summary>
    public string? Failure =>
        Lease is LeaseState.Expired ? "lease expired"
        : SelfReport ?? (Probes.Verdict is ProbeVerdict.Critical ? Probes.Reason ?? "probe failing" : null);

    /// <summary>What is known of an instance that has just spoken.</summary>
    public static Findings JustHeard(int? leaseSeconds, ProbeFindings probes) =>
        new(IsHeard: true, leaseSeconds is null ? LeaseState.None : LeaseState.Held, SelfReport: null, probes, IsGuarded: false);
}

internal enum LeaseState
{
    /// <summary>No heartbeat is promised.</summary>
    None,

    Held,

    /// <summary>The promised heartbeat did not come.</summary>
    Expired,
}
