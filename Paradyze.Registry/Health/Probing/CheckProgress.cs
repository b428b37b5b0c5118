using Paradyze.Discovery;
using Paradyze.Registry.Health.Asking;
using Paradyze.Registry.Health.Plans;

namespace Paradyze.Registry.Health.Probing;

/// <summary>How far a check has come: its verdict, and what speaks for another one. The beginning is unspoken.</summary>
/// <param name="Verdict">What it comes to.</param>
/// <param name="Failures">So many probes failed in a row, while it is not critical.</param>
/// <param name="Successes">So many probes passed in a row, while it is critical.</param>
/// <param name="Reason">Why it became critical, in words and without timing.</param>
/// <param name="CriticalSince">When it became critical, by the liveness clock.</param>
internal readonly record struct CheckProgress(
    CheckVerdict Verdict = CheckVerdict.Unspoken, int Failures = 0, int Successes = 0, string? Reason = null, long CriticalSince = 0)
{
    private static readonly CheckProgress s_passing = new(CheckVerdict.Passing);

    /// <summary>The progress after one more probe.</summary>
    public CheckProgress After(ProbeReport report, ProbeCheck check, long now) => (report.Passed, Verdict) switch
    {
        (true, CheckVerdict.Critical) when Successes + 1 < check.SuccessesBeforeUp => this with { Successes = Successes + 1 },
        (true, _) => s_passing,
        (false, CheckVerdict.Critical) => this with { Successes = 0 },
        (false, _) when Failures + 1 < check.FailuresBeforeCritical => this with { Failures = Failures + 1 },
        _ => new CheckProgress(CheckVerdict.Critical, Reason: $"probe failing: {check.Words} {report.Detail}", CriticalSince: now),
    };
}
