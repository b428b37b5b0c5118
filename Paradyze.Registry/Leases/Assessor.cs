using Microsoft.Extensions.Options;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Health;
using Paradyze.Registry.Journal;
using Paradyze.Registry.Registration;

namespace Paradyze.Registry.Leases;

/// <summary>Judges instances by their vitals: which status they have now, since when they fail, and whether they are to go.</summary>
internal sealed class Assessor(VitalsTable table, LivenessClock clock, LeaseWheel wheel, MassFailureGuard guard, IOptions<RegistryOptions> options)
{
    private readonly long _leaseGrace = (long)options.Value.Leases.DeregisterAfter.TotalMilliseconds;

    // One transition at a time: of two looks that saw different signs, the one with the older would else have the last word.
    private readonly Lock _transition = new();

    /// <summary>Whether what is known is of an instance as it is registered here, and not as it was until a commit that is still to come.</summary>
    public bool Knows(RegisteredInstance instance) => VitalsOf(instance) is not null;

    /// <summary>The status that an instance has in some committed state.</summary>
    public (InstanceStatus Status, string Reason) Evaluate(RegisteredInstance instance, InstanceState state) => StatusPolicy.Evaluate(
        state,
        VitalsOf(instance) is { } vitals
            ? FindingsOf(vitals, instance.LeaseSeconds, clock.Look())
            : Findings.JustHeard(instance.LeaseSeconds, instance.IsProbed ? ProbeFindings.Unspoken : ProbeFindings.None));

    /// <summary>Why an instance is to be deregistered, in the words of <see cref="ChangeCause"/>; <see langword="null"/> when it is not.</summary>
    public string? CauseToDeregister(RegisteredInstance instance)
    {
        if (VitalsOf(instance) is not { } vitals) return null;
        var now = clock.Look();
        return CauseToDeregister(vitals, instance.LeaseSeconds, FindingsOf(vitals, instance.LeaseSeconds, now), now);
    }

    /// <summary>What is known of an instance by its registration: it has just spoken, and its probes may say on what they said.</summary>
    public Findings FindingsOf(InstanceKey key, ValidRegistration registration, ProbeFindings probes) =>
        Findings.JustHeard(registration.LeaseSeconds, probes) with
        {
            IsGuarded = table.Find(key) is { } vitals && guard.Covers(vitals, new GuardedGroup(key.ServiceName, registration.Zone)),
        };

    /// <summary>Looks at an instance after a sign of life, or for want of one.</summary>
    /// <returns>Whether what is committed still fits. If not, the commit loop is to reassess it.</returns>
    public bool Fits(Vitals vitals)
    {
        var now = clock.Look();
        var instance = vitals.Instance;
        Note(vitals, now);
        var findings = FindingsOf(vitals, instance.LeaseSeconds, now);
        return StatusPolicy.Evaluate(instance.State, findings).Status == instance.Status
            && CauseToDeregister(vitals, instance.LeaseSeconds, findings, now) is null;
    }

    /// <summary>Has a failure that is doubted no longer count as if it began now, and be no part of another doubt.</summary>
    public void FailAnew(Vitals vitals)
    {
        lock (_transition)
        {
            if (vitals.FailingSince == 0) return;
            (vitals.FailedFromUp, vitals.FailingSince) = (false, clock.Now);
        }
    }

    private Vitals? VitalsOf(RegisteredInstance instance) =>
        table.Find(instance.Key) is { } vitals && vitals.Instance.IsRegisteredAs(instance) ? vitals : null;

    private void Note(Vitals vitals, long now)
    {
        bool fails;
        lock (_transition)
        {
            fails = FindingsOf(vitals, vitals.Instance.LeaseSeconds, now).Failure is not null;
            if (fails == vitals.FailingSince > 0) return;
            vitals.FailedFromUp = fails && vitals.Instance.Status is InstanceStatus.Up or InstanceStatus.Suspect;
            vitals.FailingSince = fails ? now : 0;
        }

        if (fails) guard.Note(vitals);
        wheel.Plan(vitals);
    }

    private Findings FindingsOf(Vitals vitals, int? leaseSeconds, long now)
    {
        var probes = vitals.Probes;
        return new Findings(
            IsHeard: Math.Max(vitals.HeardAt, vitals.PassedAt) >= clock.GraceFrom,
            LeaseOf(vitals, leaseSeconds, now),
            vitals.SelfReport,
            probes,
            IsGuarded: guard.Covers(vitals));
    }

    private LeaseState LeaseOf(Vitals vitals, int? leaseSeconds, long now) => leaseSeconds switch
    {
        null => LeaseState.None,
        { } seconds when SilenceOf(vitals, now) > seconds * 1000L => LeaseState.Expired,
        _ => LeaseState.Held,
    };

    private long SilenceOf(Vitals vitals, long now) => now - Math.Max(vitals.HeardAt, clock.GraceFrom);

    private string? CauseToDeregister(Vitals vitals, int? leaseSeconds, Findings findings, long now)
    {
        if (vitals.FailingSince == 0 || guard.Holds(vitals.Instance)) return null;
        var failing = now - Math.Max(vitals.FailingSince, clock.GraceFrom);
        // It may have failed for long by its own word, or by its probes, before it fell silent.
        var isExpired = findings.Lease is LeaseState.Expired;
        if (isExpired && Math.Min(failing, SilenceOf(vitals, now) - (leaseSeconds!.Value * 1000L)) >= _leaseGrace) return ChangeCause.LeaseExpired;
        var isCritical = findings.Probes.Verdict is ProbeVerdict.Critical;
        return isCritical && Math.Min(failing, now - findings.Probes.CriticalSince) >= findings.Probes.DeregisterAfter ? ChangeCause.ProbeCritical : null;
    }
}
