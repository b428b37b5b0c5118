using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal;
using Paradyze.Registry.Leases;

namespace Paradyze.Registry.Registration;

/// <summary>Brings an instance's committed status in line with what is known of it: the registry's own finding.</summary>
internal sealed class ReassessRequest(InstanceKey key, Assessor assessor, TimeProvider time) : IChangeRequest<bool>
{
    public InstanceKey Key => key;

    public Decision<bool> Decide(CatalogDraft state)
    {
        if (state.Find(key) is not { } instance || !assessor.Knows(instance)) return Decision<bool>.Nothing(false);
        if (assessor.CauseToDeregister(instance) is { } cause) return Change(instance, Remainder(instance, cause), cause);
        var (status, reason) = assessor.Evaluate(instance, instance.State);
        return status == instance.Status
            ? Decision<bool>.Nothing(false)
            : Change(instance, instance.With(instance.State with { Status = status, Reason = reason }), ChangeCause.Status);
    }

    /// <summary>What stays of it: whoever promised heartbeats will hear from one that it is unknown; others cannot know.</summary>
    private RegisteredInstance? Remainder(RegisteredInstance instance, string cause) => cause == ChangeCause.ProbeCritical && instance.LeaseSeconds is null
        ? instance.With(instance.State with { Status = InstanceStatus.Unhealthy, DepartedAt = time.GetUtcNow() })
        : null;

    private static Decision<bool> Change(RegisteredInstance before, RegisteredInstance? after, string cause) =>
        new([new InstanceChange(before.Key, after, before.Revision, cause)], _ => true);
}
