using Paradyze.LocalHosting.ApplicationModel;
using Paradyze.LocalHosting.Supervision;

namespace Paradyze.LocalHosting.Orchestration;

/// <summary>Hears of replicas at once, before anybody who waits for a state: each replica's changes and lines in their order.</summary>
internal interface IReplicaObserver
{
    void Changed(ResourceEvent happened)
    {
    }

    void Wrote(Replica replica, OutputLine line)
    {
    }
}
