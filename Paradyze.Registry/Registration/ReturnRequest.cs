using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal;

namespace Paradyze.Registry.Registration;

/// <summary>Registers an instance again that its probes removed, now that it answers them; nothing, when somebody has taken its place.</summary>
internal sealed class ReturnRequest(RegisteredInstance gone) : IChangeRequest<bool>
{
    private readonly NormalizedUrl _url = NormalizedUrl.Of(new Uri(gone.Url));

    public Decision<bool> Decide(CatalogDraft state)
    {
        var cell = state.Find(gone.Key.ServiceName);
        if (cell is not null && cell.Instances.Any(other => other.Key.InstanceId == gone.Key.InstanceId || other.IsAt(_url))) return Decision<bool>.Nothing(false);
        var back = gone.With(new InstanceState(InstanceStatus.Up, "probe passing", gone.State.RegisteredAt, Revision: 0));
        return new Decision<bool>([new InstanceChange(back.Key, back, BasedOn: 0, ChangeCause.Returned)], _ => true);
    }
}
