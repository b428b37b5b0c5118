using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Health;

namespace Paradyze.Registry.Leases;

/// <summary>
/// The status of an instance as a pure function of what is known of it; the first line that matches decides. Keep docs/liveness.md
/// in sync.
/// </summary>
internal static class StatusPolicy
{
    /// <param name="state">The committed state, whose override counts and, until something is heard, whose status.</param>
    /// <param name="findings">What is known beside it.</param>
    public static (InstanceStatus Status, string Reason) Evaluate(InstanceState state, Findings findings) => (state, findings) switch
    {
        // An operator's override stands above the instance's own, which stands beneath it.
        ({ Override: { Status: InstanceStatus.OutOfService, Reason: var reason } }, _) => (InstanceStatus.OutOfService, reason ?? "taken out by an operator"),
        ({ Override: { Owner: OverrideOwner.Operator, Reason: var reason } }, _) => (InstanceStatus.Draining, reason ?? "drained by an operator"),
        ({ Override: { Reason: var reason } }, _) => (InstanceStatus.Draining, reason ?? "drains itself"),
        (_, { Failure: { } failure, IsGuarded: true }) => (InstanceStatus.Suspect, failure),
        (_, { Failure: { } failure }) => (InstanceStatus.Unhealthy, failure),
        ({ Status: InstanceStatus.Unhealthy or InstanceStatus.Suspect, Reason: var reason }, { IsHeard: false }) => (state.Status, reason ?? "lease expired"),
        ({ Status: not InstanceStatus.Up }, { Probes.Verdict: ProbeVerdict.Unspoken }) => (InstanceStatus.Starting, "waits for its first probe"),
        (_, { Probes.Verdict: ProbeVerdict.Passing }) => (InstanceStatus.Up, "probe passing"),
        (_, { Lease: LeaseState.Held }) => (InstanceStatus.Up, "lease held"),
        _ => (InstanceStatus.Up, "registered"),
    };
}
