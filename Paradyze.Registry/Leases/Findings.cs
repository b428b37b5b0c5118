using Paradyze.Registry.Health;

namespace Paradyze.Registry.Leases;

/// <summary>What is known of an instance at one moment, beside what is committed.</summary>
/// <param name="IsHeard">
/// Whether it spoke, or a probe of it did, since the registry began. Until then it keeps the status it was committed with.
/// </param>
/// <param name="IsLeaseExpired">Whether the promised heartbeat did not come.</param>
/// <param name="SelfReport">Why it calls itself unhealthy; <see langword="null"/> when it does not.</param>
/// <param name="Probes">What its probes say.</param>
/// <param name="IsGuarded">Whether so many fail together that the registry doubts itself.</param>
internal readonly record struct Findings(bool IsHeard, bool IsLeaseExpired, string? SelfReport, ProbeFindings Probes, bool IsGuarded)
{
    /// <summary>Why it fails, by the first source that says so; <see langword="null"/> when none does.</summary>
    public string? Failure =>
        IsLeaseExpired ? "lease expired"
        : SelfReport ?? (Probes.Verdict is ProbeVerdict.Critical ? Probes.Reason ?? "probe failing" : null);

    /// <summary>What is known of an instance that has just spoken.</summary>
    public static Findings JustHeard(ProbeFindings probes) => new(IsHeard: true, IsLeaseExpired: false, SelfReport: null, probes, IsGuarded: false);
}
