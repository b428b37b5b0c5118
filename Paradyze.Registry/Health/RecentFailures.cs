using Paradyze.Registry.Leases;

namespace Paradyze.Registry.Health;

/// <summary>The instances of one group that began to fail lately and still do.</summary>
internal sealed class RecentFailures
{
    private const int HeartbeatsALease = 3;

    // A set: whoever fails, recovers and fails again between two looks is noted twice, and is one.
    private readonly HashSet<(Vitals Failing, long Since)> _failures = [];

    public int Count => _failures.Count;

    /// <summary>When the first of them began.</summary>
    public long Earliest => _failures.Min(failure => failure.Since);

    /// <summary>Takes note of one, unless it has recovered already.</summary>
    public void Add(Vitals failing)
    {
        if (failing.FailingSince is var since and > 0) _failures.Add((failing, since));
    }

    /// <summary>Forgets who has recovered or left, and what began longer ago than a common failure takes to show in all.</summary>
    public void Forget(long now, long window)
    {
        var span = _failures.Select(failure => SpreadOf(failure.Failing)).Append(window).Max();
        _failures.RemoveWhere(failure => failure.Failing.IsGone || failure.Failing.FailingSince != failure.Since || now - failure.Since > span);
    }

    // Who is cut off falls silent at once, but expires a period after the last heartbeat, and those lie up to a third of it apart; probes
    // lie up to an interval apart, and a tenth more at random.
    private static long SpreadOf(Vitals failing) =>
        Math.Max((failing.Instance.LeaseSeconds ?? 0) * 1000L / HeartbeatsALease, failing.Probes.Interval * 11 / 10);
}
