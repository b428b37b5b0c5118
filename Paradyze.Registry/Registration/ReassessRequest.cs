using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal;
using Paradyze.Registry.Leases;

namespace Paradyze.Registry.Registration;

/// <summary>Brings an instance's committed status in line with what is known of it: the registry's own finding.</summary>
internal sealed class ReassessRequest(InstanceKey key, LeaseTable leases) : IChangeRequest<bool>
{
    public Decision<bool> Decide(CatalogSnapshot state)
    {
        if (state.Find(key) is not { } instance) return Decision<bool>.Nothing(false);
        var lease = leases.StateOf(instance);
        if (lease.IsGraceOver) return Change(instance, after: null, ChangeCause.LeaseExpired);
        var (status, reason) = StatusPolicy.Evaluate(instance, lease);
        return status == instance.Status
            ? Decision<bool>.Nothing(false)
            : Change(instance, instance with { Status = status, StatusReason = reason }, ChangeCause.Status);
    }

    private static Decision<bool> Change(ServiceInstance before, ServiceInstance? after, string cause) =>
        new([new InstanceChange(before.Key(), after, before.Revision, cause)], _ => true);
}
