using Paradyze.Discovery;
using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Leases;

/// <summary>The status of an instance as a pure function of what is known of it; the first line that matches decides.</summary>
internal static class StatusPolicy
{
    public static (InstanceStatus Status, string Reason) Evaluate(RegisteredInstance instance, LeaseState lease) => (instance, lease) switch
    {
        (_, { IsExpired: true }) => (InstanceStatus.Unhealthy, "lease expired"),
        (_, { Lease: { SelfReport: InstanceStatus.Unhealthy, Reason: var reason } }) => (InstanceStatus.Unhealthy, reason ?? "reported by itself"),
        ({ State: { Status: InstanceStatus.Unhealthy, Reason: var reason } }, { Lease.IsHeard: false }) => (InstanceStatus.Unhealthy, reason ?? "lease expired"),
        _ => OfRegistration(instance.LeaseSeconds),
    };

    /// <summary>The status that an instance is registered with.</summary>
    public static (InstanceStatus Status, string Reason) OfRegistration(int? leaseSeconds) =>
        (InstanceStatus.Up, leaseSeconds is null ? "registered" : "lease held");
}
