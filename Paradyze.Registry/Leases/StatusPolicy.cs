using Paradyze.Discovery;
using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Leases;

/// <summary>The status of an instance as a pure function of what is known of it; the first line that matches decides.</summary>
internal static class StatusPolicy
{
    public static (InstanceStatus Status, string Reason) Evaluate(RegisteredInstance instance, LeaseState lease) =>
        Evaluate(instance.State, instance.LeaseSeconds, lease);

    /// <param name="state">The committed state, whose override counts and, after a restart, whose status.</param>
    /// <param name="leaseSeconds">The promised period.</param>
    /// <param name="lease">What the lease says.</param>
    public static (InstanceStatus Status, string Reason) Evaluate(InstanceState state, int? leaseSeconds, LeaseState lease) => (state, lease) switch
    {
        // An operator's override stands above the instance's own, which stands beneath it.
        ({ Override: { Status: InstanceStatus.OutOfService, Reason: var reason } }, _) => (InstanceStatus.OutOfService, reason ?? "taken out by an operator"),
        ({ Override: { Owner: OverrideOwner.Operator, Reason: var reason } }, _) => (InstanceStatus.Draining, reason ?? "drained by an operator"),
        ({ Override: { Reason: var reason } }, _) => (InstanceStatus.Draining, reason ?? "drains itself"),
        (_, { IsExpired: true }) => (InstanceStatus.Unhealthy, "lease expired"),
        (_, { Lease: { SelfReport: InstanceStatus.Unhealthy, Reason: var reason } }) => (InstanceStatus.Unhealthy, reason ?? "reported by itself"),
        ({ Status: InstanceStatus.Unhealthy, Reason: var reason }, { Lease.IsHeard: false }) => (InstanceStatus.Unhealthy, reason ?? "lease expired"),
        _ => (InstanceStatus.Up, leaseSeconds is null ? "registered" : "lease held"),
    };
}
