using Paradyze.Discovery;
using Paradyze.Registry.Health.Plans;

namespace Paradyze.Registry.Health.Probing;

/// <summary>How long it is to a check's next probe, in milliseconds.</summary>
internal static class ProbePacing
{
    private const double Jitter = 0.1;
    private const long LeastDelay = 1000;

    // After the moment itself, since both are counted from slightly different moments.
    private const long BeyondDeregistration = 1000;

    /// <summary>
    /// The interval, more or less a tenth, so that checks that began together do not stay together. Sooner after a failure that does not
    /// decide yet, and when the instance is due to be deregistered.
    /// </summary>
    /// <param name="check">The check.</param>
    /// <param name="progress">How far it is.</param>
    /// <param name="now">The moment, by the liveness clock.</param>
    /// <param name="random">0 to 1.</param>
    public static long Next(ProbeCheck check, CheckProgress progress, long now, double random)
    {
        var interval = Milliseconds(check.Interval) * (1 - Jitter + (2 * Jitter * random));
        return progress switch
        {
            { Verdict: CheckVerdict.Critical } when progress.CriticalSince + Milliseconds(check.DeregisterAfter) - now is > 0 and var left =>
                (long)Math.Min(interval, left + BeyondDeregistration),
            { Failures: > 0 } => (long)Math.Max(interval / 5, LeastDelay),
            _ => (long)interval,
        };
    }

    /// <summary>The time to the first probe after a start: anywhere in the interval, since all begin at once.</summary>
    public static long First(ScheduledProbe probe, double random) =>
        (long)((probe.Of.IsDeparted ? Departures.Interval : Milliseconds(probe.Check.Interval)) * random);

    private static double Milliseconds(TimeSpan span) => span.TotalMilliseconds;
}
