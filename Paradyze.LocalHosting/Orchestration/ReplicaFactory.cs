using Paradyze.LocalHosting.ApplicationModel;
using Paradyze.LocalHosting.Reporting;

namespace Paradyze.LocalHosting.Orchestration;

/// <summary>Makes the replicas of a resource, not started yet.</summary>
internal sealed class ReplicaFactory(
    EnginePolicies policies,
    ProcessLauncher launcher,
    HealthProbe probe,
    ResourceNotificationService notifications,
    ConsoleReporter reporter,
    IEnumerable<IReplicaObserver> observers)
{
    // The console last: it may wait for whoever reads it.
    private readonly IReadOnlyList<IReplicaObserver> _observers = [.. observers, reporter];

    public IEnumerable<ReplicaControl> Create(Resource resource)
    {
        var dependencies = new Dependencies(resource, notifications);
        return from index in Enumerable.Range(0, resource.Replicas)
            let state = new ReplicaState(new(resource, index), notifications, _observers)
            let process = new ProcessRunner(state, launcher, probe, policies.Stops)
            select new ReplicaControl(new(state, dependencies, process, policies.Restarts));
    }
}
