using Microsoft.Extensions.Options;

namespace Paradyze.Registry.Leases;

/// <summary>
/// Has every lease looked at when it may be over. Heartbeats do not move that moment: when it comes, the lease is looked at, and put
/// off to what its last heartbeat promises.
/// </summary>
internal sealed class LeaseWheel(LivenessClock clock, IOptions<RegistryOptions> options)
{
    private const long RetryAfter = 1000;

    private readonly TimingWheel<Vitals> _wheel = new((long)options.Value.Leases.SweepInterval.TotalMilliseconds);
    private readonly long _grace = (long)options.Value.Leases.DeregisterAfter.TotalMilliseconds;
    private readonly List<TimingWheel<Vitals>.Entry> _due = [];

    /// <summary>Plans the next look at a lease, where there is one.</summary>
    public void Plan(Vitals vitals)
    {
        if (vitals.IsGone || vitals.Instance.LeaseSeconds is not { } seconds) return;
        var due = vitals.FailingSince is > 0 and var since
            ? Math.Max(since + _grace, clock.Now + RetryAfter)
            : Math.Max(vitals.HeardAt, clock.GraceFrom) + (seconds * 1000L) + 1;
        PlanAt(vitals, due);
    }

    /// <summary>Looks at every lease that is due.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="look">Looks at one and tells whether all is as it should be; if not, it is looked at again soon.</param>
    public void TurnTo(long now, Func<Vitals, bool> look)
    {
        _due.Clear();
        _wheel.TurnTo(now, _due);
        foreach (var (vitals, due) in _due)
        {
            // Another entry than the one that is waited for, or an instance that was removed.
            if (vitals.LeaseDue != due || vitals.IsGone) continue;
            vitals.LeaseDue = 0;
            if (look(vitals)) Plan(vitals);
            else PlanAt(vitals, now + RetryAfter);
        }
    }

    private void PlanAt(Vitals vitals, long due)
    {
        // A look that is planned for earlier puts it off by itself.
        if (vitals.LeaseDue != 0 && vitals.LeaseDue <= due) return;
        vitals.LeaseDue = due;
        _wheel.Add(vitals, due);
    }
}
