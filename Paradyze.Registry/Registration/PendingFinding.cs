using Paradyze.Discovery;
using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Registration;

/// <summary>A finding of the registry's own on its way through the commit loop.</summary>
/// <param name="request">Brings the catalog in line with it.</param>
/// <param name="putBack">Takes it when nothing can be committed now: nobody else would find it again.</param>
internal sealed class PendingFinding(ReassessRequest request, Action<InstanceKey> putBack) : PendingChange
{
    public override void Decide(CatalogDraft state) => (Changes, _) = request.Decide(state);

    public override void Complete(long revision)
    {
        // Nobody waits for it.
    }

    public override void Fail(Exception exception)
    {
        if (exception is ChangeRefusedException) putBack(request.Key);
    }
}
