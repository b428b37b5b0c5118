using Paradyze.Discovery;
using Paradyze.Registry.Health.Probing;
using Paradyze.Registry.Leases;

namespace Paradyze.Registry.Registration;

/// <summary>The one door to a change: whoever wants something registered, removed or kept alive comes here.</summary>
internal sealed class Registrar(CommitLoop loop, LifeSigns signs, Assessor assessor, ProbeSchedule probes, TimeProvider time)
{
    /// <summary>Why no change can be made, and what to do; <see langword="null"/> while they can.</summary>
    public string? Failure => loop.Failure;

    /// <summary>Registers an instance and returns when that is durable and visible.</summary>
    /// <exception cref="ChangeRefusedException">The queue is full, the registry stops, or the journal could not be written.</exception>
    public async Task<RegisterOutcome> RegisterAsync(ValidRegistration registration)
    {
        // A sign of life, whatever becomes of the change; and before it, so that no sweep in between takes the instance for dead.
        var key = new InstanceKey(registration.ServiceName.Value, registration.InstanceId);
        signs.Hear(key);
        try
        {
            var outcome = await loop.SubmitAsync(new RegisterRequest(registration, probes, assessor, time));
            probes.Hurry(key);
            return outcome;
        }
        finally
        {
            // Not before: what was found until then was found of the registration before, and could remove it in the last moment.
            signs.Reassess(key);
        }
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

    /// <summary>Takes note of heartbeats. They cost no commit, unless one changes the status of its instance.</summary>
    /// <param name="heartbeats">The heartbeats.</param>
    /// <param name="results">What becomes of each.</param>
    public void Heartbeat(ReadOnlySpan<Heartbeat> heartbeats, Span<HeartbeatResult> results) => signs.Hear(heartbeats, results);

    /// <summary>Has an instance's status looked at again, now that something is known of it that was not.</summary>
    public void Reassess(Vitals vitals) => signs.Reassess(vitals);
}
