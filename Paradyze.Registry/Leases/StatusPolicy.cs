using Paradyze.Discovery;

namespace Paradyze.Registry.Leases;

/// <summary>The status of an instance as a pure function of what is known of it; the first line that matches decides.</summary>
internal static class StatusPolicy
{
    public static (InstanceStatus Status, string Reason) Evaluate(ServiceInstance instance, LeaseState lease) => (instance, lease) switch
    {
        (_, { IsExpired: true }) => (InstanceStatus.Unhealthy, "lease expired"),
        (_, { Lease: { SelfReport: InstanceStatus.Unhealthy, Reason: var reason } }) => (InstanceStatus.Unhealthy, reason ?? "reported by itself"),
        ({ Status: InstanceStatus.Unhealthy, StatusReason: var reason }, { Lease.IsHeard: false }) => (InstanceStatus.Unhealthy, reason ?? "lease expired"),
        ({ LeaseSeconds: null }, _) => (InstanceStatus.Up, "registered"),
        _ => (InstanceStatus.Up, "lease held"),
    };
}
