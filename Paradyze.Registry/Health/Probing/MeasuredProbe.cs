using Paradyze.Discovery;
using Paradyze.Registry.Health.Asking;
using Paradyze.Registry.Health.Plans;
using Paradyze.Registry.Leases;

namespace Paradyze.Registry.Health.Probing;

/// <summary>Asks, and measures what the answer took.</summary>
internal sealed class MeasuredProbe(IProbe probe, LivenessClock clock, TimeProvider time, RegistryMeter meter)
{
    /// <param name="check">What is asked.</param>
    /// <param name="late">How much later than planned, in milliseconds.</param>
    /// <param name="cancellationToken">Fires when nobody wants to know any more.</param>
    /// <returns>What was found; <see langword="null"/> when the registry was away meanwhile: what looks like a timeout may be its own.</returns>
    public async Task<MeasuredReport?> AskAsync(ProbeCheck check, long late, CancellationToken cancellationToken)
    {
        meter.ProbeBegins(TimeSpan.FromMilliseconds(late));
        var (began, beganAt, start) = (clock.Look(), time.GetUtcNow(), time.GetTimestamp());
        var report = await probe.AskAsync(check, cancellationToken);
        var (ended, duration) = (clock.Look(), time.GetElapsedTime(start));
        if (clock.GraceFrom > began) return null;

        meter.Probed(check.Type, duration, report.ErrorType);
        var result = new ProbeResult
        {
            At = beganAt,
            Check = check.Words,
            Outcome = report.Passed ? ProbeOutcome.Passed : ProbeOutcome.Failed,
            Detail = report.Detail,
            DurationMs = (int)duration.TotalMilliseconds,
        };
        return new MeasuredReport(report, result, ended);
    }
}
