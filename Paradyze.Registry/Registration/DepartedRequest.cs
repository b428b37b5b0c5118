using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Health;
using Paradyze.Registry.Journal;
using Paradyze.Registry.Leases;

namespace Paradyze.Registry.Registration;

/// <summary>Ends the time in which an instance that its probe removed was waited for: it is back, or it is forgotten.</summary>
internal sealed class DepartedRequest(InstanceKey key, bool isBack) : IChangeRequest<bool>
{
    public Decision<bool> Decide(CatalogDraft state)
    {
        if (state.Departed.Find(key) is not { } departed) return Decision<bool>.Nothing(false);
        var change = isBack
            ? new InstanceChange(key, Returned(departed), departed.Revision, ChangeCause.Returned)
            : new InstanceChange(key, Instance: null, departed.Revision, ChangeCause.Forgotten);
        return new Decision<bool>([change], _ => true);
    }

    private static RegisteredInstance Returned(RegisteredInstance departed)
    {
        var (status, reason) = StatusPolicy.Evaluate(departed.State, Findings.JustHeard(departed.LeaseSeconds, ProbeFindings.Passing));
        return departed.With(departed.State with { Status = status, Reason = reason, DepartedAt = null });
    }
}
