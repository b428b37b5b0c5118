using Paradyze.LocalHosting.ApplicationModel;
using Paradyze.LocalHosting.Ports;
using Paradyze.LocalHosting.Reporting;

namespace Paradyze.LocalHosting.Orchestration;

/// <summary>Makes the replicas of a resource, not started yet.</summary>
internal sealed class ReplicaFactory(
    ChildEnvironment environment,
    PortAllocator ports,
    HealthProbe probe,
    RestartPolicy restarts,
    StopPolicy stops,
    ResourceNotificationService notifications,
    ConsoleReporter reporter,
    IEnumerable<IReplicaObserver> observers)
{
    private readonly IReadOnlyList<IReplicaObserver> _observers = [reporter, .. observers];

    public IEnumerable<ReplicaControl> Create(Resource resource, ProcessSupervisor supervisor)
    {
        var dependencies = new Dependencies(resource, notifications);
        return from index in Enumerable.Range(0, resource.Replicas)
            let replica = new Replica(resource, index)
            let runner = new ReplicaRunner(
                replica, dependencies, supervisor, environment, ports, probe, restarts, stops, notifications, reporter, _observers)
            select new ReplicaControl(runner);
    }
}
