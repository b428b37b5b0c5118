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
    public Task<RegisterOutcome> RegisterAsync(ValidRegistration registration) => loop.SubmitAsync(new RegisterRequest(registration, leases, time));

    /// <summary>Removes what is meant and returns when that is durable and visible.</summary>
    /// <exception cref="ChangeRefusedException">The queue is full, the registry stops, or the journal could not be written.</exception>
    public Task<UnregisterOutcome> UnregisterAsync(UnregisterRequest request) => loop.SubmitAsync(request);

    /// <summary>Takes note of signs of life. Costs no commit, unless one changes the status of its instance.</summary>
    /// <returns>Those that nobody knows, and those of another generation than the registered.</returns>
    public HeartbeatResponse Heartbeat(IReadOnlyList<Heartbeat> heartbeats)
    {
        var current = catalog.Current;
        var (unknown, superseded) = (new List<InstanceKey>(), new List<InstanceKey>());
        foreach (var heartbeat in heartbeats)
        {
            var key = new InstanceKey(heartbeat.ServiceName, heartbeat.InstanceId);
            if (current.Find(key) is not { } instance) unknown.Add(key);
            else if (heartbeat.Generation is not null && heartbeat.Generation != instance.Generation) superseded.Add(key);
            else Renew(instance, heartbeat);
        }

        return new HeartbeatResponse { Unknown = unknown, Superseded = superseded };
    }

    private void Renew(ServiceInstance instance, Heartbeat heartbeat)
    {
        leases.Renew(instance.Key(), heartbeat.Status ?? InstanceStatus.Up, heartbeat.Reason);
        if (StatusPolicy.Evaluate(instance, leases.StateOf(instance)).Status != instance.Status) loop.Reassess(instance.Key());
    }
}
