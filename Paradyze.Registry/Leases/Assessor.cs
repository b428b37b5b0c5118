using Microsoft.Extensions.Options;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Health;
using Paradyze.Registry.Journal;

namespace Paradyze.Registry.Leases;

/// <summary>Judges instances by their vitals: which status they have now, since when they fail, and whether they are to go.</summary>
internal sealed class Assessor(VitalsTable table, LivenessClock clock, LeaseWheel wheel, MassFailureGuard guard, IOptions<RegistryOptions> options)
{
    private readonly long _leaseGrace = (long)options.Value.Leases.DeregisterAfter.TotalMilliseconds;

    // One transition at a time: of two looks that saw different signs, the one with the older would else have the last word.
    private readonly Lock _transition = new();

    /// <summary>The status that an instance has in some committed state.</summary>
    public (InstanceStatus Status, string Reason) Evaluate(RegisteredInstance instance, InstanceState state) => StatusPolicy.Evaluate(
        state,
        table.Find(instance.Key) is { } vitals
            ? FindingsOf(vitals, instance.LeaseSeconds, clock.Look())
            : Findings.JustHeard(instance.LeaseSeconds, ProbeFindings.None));

    /// <summary>Why an instance is to be deregistered, in the words of <see cref="ChangeCause"/>; <see langword="null"/> when it is not.</summary>
    public string? CauseToDeregister(RegisteredInstance instance)
    {
        if (table.Find(instance.Key) is not { } vitals) return null;
        var now = clock.Look();
        return CauseToDeregister(vitals, FindingsOf(vitals, instance.LeaseSeconds, now), now);
    }

    /// <summary>Looks at an instance after a sign of life, or for want of one.</summary>
    /// <returns>Whether what is committed still fits. If not, the commit loop is to reassess it.</returns>
    public bool Fits(Vitals vitals)
    {
        var now = clock.Look();
        var instance = vitals.Instance;
        Note(vitals, now);
        var findings = FindingsOf(vitals, instance.LeaseSeconds, now);
        return StatusPolicy.Evaluate(instance.State, findings).Status == instance.Status && CauseToDeregister(vitals, findings, now) is null;
    }

    /// <summary>Has a failure count as if it began now: what followed from its beginning follows from now.</summary>
    public void FailAnew(Vitals vitals)
    {
        lock (_transition)
        {
            if (vitals.FailingSince != 0) vitals.FailingSince = clock.Now;
        }
    }

    private void Note(Vitals vitals, long now)
    {
        bool fails;
        lock (_transition)
        {
            fails = FindingsOf(vitals, vitals.Instance.LeaseSeconds, now).Failure is not null;
            if (fails == vitals.FailingSince > 0) return;
            vitals.FailingSince = fails ? now : 0;
        }

        if (fails) guard.Note(vitals);
        wheel.Plan(vitals);
    }

    private Findings FindingsOf(Vitals vitals, int? leaseSeconds, long now)
    {
        var probes = vitals.Probes;
        return new Findings(
            IsHeard: vitals.HeardAt >= clock.GraceFrom || probes.Verdict is ProbeVerdict.Passing or ProbeVerdict.Critical,
            LeaseOf(vitals, leaseSeconds, now),
            vitals.SelfReport,
            probes,
            IsGuarded: guard.Covers(vitals));
    }

    private LeaseState LeaseOf(Vitals vitals, int? leaseSeconds, long now) => leaseSeconds switch
    {
        null => LeaseState.None,
        { } seconds when now - Math.Max(vitals.HeardAt, clock.GraceFrom) > seconds * 1000L => LeaseState.Expired,
        _ => LeaseState.Held,
    };

    private string? CauseToDeregister(Vitals vitals, Findings findings, long now)
    {
        if (vitals.FailingSince == 0 || guard.Holds(vitals.Instance)) return null;
        var failing = now - Math.Max(vitals.FailingSince, clock.GraceFrom);
        if (findings.Lease is LeaseState.Expired && failing >= _leaseGrace) return ChangeCause.LeaseExpired;
        var isCritical = findings.Probes.Verdict is ProbeVerdict.Critical;
        return isCritical && Math.Min(failing, now - findings.Probes.CriticalSince) >= findings.Probes.DeregisterAfter ? ChangeCause.ProbeCritical : null;
    }
}
