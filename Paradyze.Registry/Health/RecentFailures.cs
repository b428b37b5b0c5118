using Paradyze.Registry.Leases;

namespace Paradyze.Registry.Health;

/// <summary>The instances that were up, began to fail lately and still do.</summary>
/// <param name="window">Within how many milliseconds failures may have one cause; more where it shows later.</param>
internal sealed class RecentFailures(long window)
{
    private const int HeartbeatsALease = 3;

    // One an instance: whoever fails, recovers and fails again between two looks is noted twice.
    private readonly Dictionary<Vitals, RecentFailure> _failures = [];

    public IReadOnlyCollection<RecentFailure> All => _failures.Values;

    /// <summary>Takes note of one, unless it has recovered already, or was not up before.</summary>
    public void Add(Vitals failing)
    {
        if (failing.FailingSince is var since and > 0 && failing.FailedFromUp)
            _failures[failing] = new RecentFailure(failing, since, Math.Max(window, SpreadOf(failing)));
    }

    /// <summary>Forgets who has recovered, left or been judged, and what began longer ago than a common failure takes to show in all.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="graceFrom">The end of the registry's own last pause: silence before it no longer counts.</param>
    public void Forget(long now, long graceFrom)
    {
        foreach (var (failing, failure) in _failures)
        {
            var isOther = failing.IsGone || failing.FailingSince != failure.Since || !failing.FailedFromUp;
            if (isOther || failure.Since < graceFrom || now - failure.Since > failure.Window) _failures.Remove(failing);
        }
    }

    // Who is cut off falls silent at once, but expires a period after the last heartbeat, and those lie up to a third of it apart; probes
    // lie up to an interval apart, and a tenth more at random.
    private static long SpreadOf(Vitals failing) =>
        Math.Max((failing.Instance.LeaseSeconds ?? 0) * 1000L / HeartbeatsALease, failing.Probes.Interval * 11 / 10);
}

/// <summary>A failure that may be one of many.</summary>
/// <param name="Failing">Who fails.</param>
/// <param name="Since">Since when.</param>
/// <param name="Window">Within how many milliseconds others of the same cause show.</param>
internal readonly record struct RecentFailure(Vitals Failing, long Since, long Window);
