using Paradyze.Registry.Leases;

namespace Paradyze.Registry.Health;

/// <summary>The instances of one group that began to fail lately and still do.</summary>
internal sealed class RecentFailures
{
    private const int HeartbeatsALease = 3;

    private readonly List<(Vitals Failing, long Since)> _failures = [];

    public int Count => _failures.Count;

    /// <summary>When the first of them began.</summary>
    public long Earliest => _failures.Min(failure => failure.Since);

    public void Add(Vitals failing) => _failures.Add((failing, failing.FailingSince));

    /// <summary>Forgets who has recovered or left, and what began longer ago than a common failure takes to show in all.</summary>
    public void Forget(long now, long window)
    {
        var span = _failures.Select(failure => SpreadOf(failure.Failing)).Append(window).Max();
        _failures.RemoveAll(failure => failure.Failing.IsGone || failure.Failing.FailingSince != failure.Since || now - failure.Since > span);
    }

    // Who is cut off falls silent at once, but expires a period after the last heartbeat, and those lie up to a third of it apart; probes
    // lie up to an interval apart, and a tenth more at random.
    private static long SpreadOf(Vitals failing) =>
        Math.Max((failing.Instance.LeaseSeconds ?? 0) * 1000L / HeartbeatsALease, failing.Probes.Interval * 11 / 10);
}
