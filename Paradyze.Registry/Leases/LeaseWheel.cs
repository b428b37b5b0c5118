using Microsoft.Extensions.Options;

namespace Paradyze.Registry.Leases;

/// <summary>
/// Has every lease looked at when it may be over. Heartbeats do not move that moment: when it comes, the lease is looked at, and put
/// off to what its last heartbeat promises.
/// </summary>
internal sealed class LeaseWheel(LivenessClock clock, IOptions<RegistryOptions> options)
{
    private const long RetryAfter = 1000;

    private readonly TimingWheel<Vitals> _wheel = new((long)options.Value.Leases.SweepInterval.TotalMilliseconds, IsAwaited);
    private readonly long _grace = (long)options.Value.Leases.DeregisterAfter.TotalMilliseconds;
    private readonly List<TimingWheel<Vitals>.Entry> _due = [];

    // Of two that plan at a time, the one who plans for later would else have the last word.
    private readonly Lock _planning = new();

    /// <summary>Plans the next look at a lease, where there is one.</summary>
    public void Plan(Vitals vitals)
    {
        lock (_planning)
        {
            if (vitals.IsGone || vitals.Instance.LeaseSeconds is not { } seconds) return;
            var now = clock.Now;
            var end = Math.Max(vitals.HeardAt, clock.GraceFrom) + (seconds * 1000L) + 1;
            PlanAt(vitals, vitals.FailingSince is > 0 and var since ? Math.Max(Math.Max(end, since) + _grace, now + RetryAfter) : end);
        }
    }

    /// <summary>Looks at every lease that is due.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="look">Looks at one and tells whether all is as it should be; if not, it is looked at again soon.</param>
    public void TurnTo(long now, Func<Vitals, bool> look)
    {
        _due.Clear();
        _wheel.TurnTo(now, _due);
        foreach (var (vitals, _) in _due)
        {
            lock (_planning) vitals.LeaseDue = 0;
            if (look(vitals))
            {
                Plan(vitals);
                continue;
            }

            lock (_planning) PlanAt(vitals, now + RetryAfter);
        }
    }

    private static bool IsAwaited(Vitals vitals, long due) => vitals.LeaseDue == due && !vitals.IsGone;

    private void PlanAt(Vitals vitals, long due)
    {
        // A look that is planned for earlier puts it off by itself.
        if (vitals.LeaseDue != 0 && vitals.LeaseDue <= due) return;
        vitals.LeaseDue = due;
        _wheel.Add(vitals, due);
    }
}
