using System.Collections.Immutable;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal;
using Paradyze.Registry.Leases;

namespace Paradyze.Registry.Registration;

/// <summary>Sets or clears the override of one owner.</summary>
internal sealed class OverrideRequest(InstanceKey key, ValidOverride wanted, Assessor assessor) : IChangeRequest<OverrideOutcome>
{
    public Decision<OverrideOutcome> Decide(CatalogDraft state)
    {
        if (state.Find(key.ServiceName) is not { } cell) return Refused(OverrideResult.UnknownService, []);
        if (cell.Find(key.InstanceId) is not { } instance) return Refused(OverrideResult.UnknownInstance, cell.Instances);
        if (wanted.Generation is not null && wanted.Generation != instance.Generation) return Refused(OverrideResult.Superseded, [instance]);

        var next = instance.State with { Override = Overrides.Set(instance.State.Override, wanted.Owner, wanted.ToOverride()) };
        if (next.Override == instance.State.Override) return Decision<OverrideOutcome>.Nothing(Done(instance));

        var (status, reason) = assessor.Evaluate(instance, next);
        var changed = instance.With(next with { Status = status, Reason = reason });
        return new Decision<OverrideOutcome>(
            [new InstanceChange(instance.Key, changed, instance.Revision, ChangeCause.Override)], revision => Done(changed.At(revision)));
    }

    private static OverrideOutcome Done(RegisteredInstance instance) => new(OverrideResult.Done, [instance]);

    private static Decision<OverrideOutcome> Refused(OverrideResult result, ImmutableArray<RegisteredInstance> instances) =>
        Decision<OverrideOutcome>.Nothing(new OverrideOutcome(result, instances));
}

internal enum OverrideResult
{
    Done,
    UnknownService,
    UnknownInstance,
    Superseded,
}

/// <summary>What became of it, and the instance as it is now, or those that stand in the way.</summary>
internal sealed record OverrideOutcome(OverrideResult Result, ImmutableArray<RegisteredInstance> Instances);
