using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Leases;

namespace Paradyze.Registry.Registration;

/// <summary>The one door to a change: whoever wants something registered, removed or kept alive comes here.</summary>
internal sealed class Registrar(CommitLoop loop, ServiceCatalog catalog, LeaseTable leases, TimeProvider time)
{
    /// <summary>Why no change can be made, and what to do; <see langword="null"/> while they can.</summary>
    public string? Failure => loop.Failure;

    /// <summary>Registers an instance and returns when that is durable and visible.</summary>
    /// <exception cref="ChangeRefusedException">The queue is full, the registry stops, or the journal could not be written.</exception>
    public Task<RegisterOutcome> RegisterAsync(ValidRegistration registration)
    {
        // A sign of life, whatever becomes of the change; and before it, so that no sweep in between takes the instance for dead.
        leases.Renew(new InstanceKey(registration.ServiceName.Value, registration.InstanceId));
        return loop.SubmitAsync(new RegisterRequest(registration, time));
    }

    /// <summary>Removes what is meant and returns when that is durable and visible.</summary>
    /// <exception cref="ChangeRefusedException">The queue is full, the registry stops, or the journal could not be written.</exception>
    public Task<UnregisterOutcome> UnregisterAsync(UnregisterRequest request) => loop.SubmitAsync(request);

    /// <summary>Sets or clears an override and returns when that is durable and visible.</summary>
    /// <exception cref="ChangeRefusedException">The queue is full, the registry stops, or the journal could not be written.</exception>
    public Task<OverrideOutcome> OverrideAsync(InstanceKey key, ValidOverride wanted) => loop.SubmitAsync(new OverrideRequest(key, wanted, leases));

    /// <summary>Takes note of signs of life. Costs no commit, unless one changes the status of its instance.</summary>
    /// <returns>Those that nobody knows, and those of another generation than the registered.</returns>
    public HeartbeatResponse Heartbeat(IReadOnlyList<Heartbeat> heartbeats)
    {
        var (unknown, superseded) = (new List<InstanceKey>(), new List<InstanceKey>());
        foreach (var heartbeat in heartbeats)
        {
            var key = new InstanceKey(heartbeat.ServiceName, heartbeat.InstanceId);
            if (catalog.Find(key) is not { } instance) unknown.Add(key);
            else if (heartbeat.Generation is not null && heartbeat.Generation != instance.Generation) superseded.Add(key);
            else Renew(instance, heartbeat);
        }

        return new HeartbeatResponse { Unknown = unknown, Superseded = superseded };
    }

    private void Renew(RegisteredInstance instance, Heartbeat heartbeat)
    {
        leases.Renew(instance.Key, heartbeat.Status ?? InstanceStatus.Up, heartbeat.Reason);
        if (StatusPolicy.Evaluate(instance, leases.StateOf(instance)).Status != instance.Status) loop.Reassess(instance.Key);
    }
}
