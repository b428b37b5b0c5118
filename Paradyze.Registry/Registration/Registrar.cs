using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Health.Plans;
using Paradyze.Registry.Health.Probing;
using Paradyze.Registry.Leases;

namespace Paradyze.Registry.Registration;

/// <summary>The one door to a change: whoever wants something registered, removed or kept alive comes here.</summary>
internal sealed class Registrar(
    CommitLoop loop, VitalsTable table, Assessor assessor, LivenessClock clock, ProbePlanner planner, ProbeSchedule probes, TimeProvider time)
{
    /// <summary>Why no change can be made, and what to do; <see langword="null"/> while they can.</summary>
    public string? Failure => loop.Failure;

    /// <summary>Registers an instance and returns when that is durable and visible.</summary>
    /// <exception cref="ChangeRefusedException">The queue is full, the registry stops, or the journal could not be written.</exception>
    public Task<RegisterOutcome> RegisterAsync(ValidRegistration registration)
    {
        // A sign of life, whatever becomes of the change; and before it, so that no sweep in between takes the instance for dead.
        if (table.Find(new InstanceKeyText(registration.ServiceName.Value, registration.InstanceId)) is { } known)
        {
            Hear(known, selfReport: null);
            probes.Hurry(known.Instance.Key);
        }

        return loop.SubmitAsync(new RegisterRequest(registration, planner, table, time));
    }

    /// <summary>Removes what is meant and returns when that is durable and visible.</summary>
    /// <exception cref="ChangeRefusedException">The queue is full, the registry stops, or the journal could not be written.</exception>
    public Task<UnregisterOutcome> UnregisterAsync(UnregisterRequest request) => loop.SubmitAsync(request);

    /// <summary>Sets or clears an override and returns when that is durable and visible.</summary>
    /// <exception cref="ChangeRefusedException">The queue is full, the registry stops, or the journal could not be written.</exception>
    public Task<OverrideOutcome> OverrideAsync(InstanceKey key, ValidOverride wanted) => loop.SubmitAsync(new OverrideRequest(key, wanted, assessor));

    /// <summary>Has an instance that its probe removed back, now that it answers; nothing happens when it is not waited for.</summary>
    /// <exception cref="ChangeRefusedException">The queue is full, the registry stops, or the journal could not be written.</exception>
    public Task ReturnAsync(InstanceKey key) => loop.SubmitAsync(new DepartedRequest(key, isBack: true));

    /// <summary>Waits no longer for an instance that its probe removed.</summary>
    /// <exception cref="ChangeRefusedException">The queue is full, the registry stops, or the journal could not be written.</exception>
    public Task ForgetAsync(InstanceKey key) => loop.SubmitAsync(new DepartedRequest(key, isBack: false));

    /// <summary>Takes note of a sign of life. Costs no commit, unless it changes the status of its instance.</summary>
    public HeartbeatResult Heartbeat(InstanceKeyText key, string? generation, string? selfReport)
    {
        if (table.Find(key) is not { } vitals) return HeartbeatResult.Unknown;
        if (generation is not null && generation != vitals.Instance.Generation) return HeartbeatResult.Superseded;
        Hear(vitals, selfReport);
        return HeartbeatResult.Heard;
    }

    /// <summary>Has an instance's status looked at again, now that something is known of it that was not.</summary>
    public void Reassess(Vitals vitals)
    {
        if (!assessor.Fits(vitals)) loop.Reassess(vitals.Instance.Key);
    }

    private void Hear(Vitals vitals, string? selfReport)
    {
        var said = vitals.SelfReport;
        vitals.Hear(clock.Now, selfReport);

        // What is up, and fails nowhere, and says the same as before, is as it was.
        if (selfReport == said && vitals.FailingSince == 0 && vitals.Instance.Status is InstanceStatus.Up) return;
        Reassess(vitals);
    }
}

/// <summary>What became of a heartbeat.</summary>
internal enum HeartbeatResult
{
    Heard,

    /// <summary>Nobody is registered under that key.</summary>
    Unknown,

    /// <summary>The instance is registered with another generation.</summary>
    Superseded,
}
