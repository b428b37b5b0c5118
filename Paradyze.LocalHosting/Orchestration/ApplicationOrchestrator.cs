using Microsoft.Extensions.Hosting;
using Paradyze.LocalHosting.ApplicationModel;
using Paradyze.LocalHosting.Ports;
using Paradyze.LocalHosting.Reporting;

namespace Paradyze.LocalHosting.Orchestration;

/// <summary>Starts what can start, in parallel, and stops it in the reverse order of <c>WaitFor</c>.</summary>
internal sealed class ApplicationOrchestrator(
    IReadOnlyList<Resource> resources,
    PortAllocator ports,
    ReplicaFactory factory,
    RestartPolicy restarts,
    StopPolicy stops,
    TelemetryTarget telemetry,
    ResourceNotificationService notifications,
    ConsoleReporter reporter,
    ReplicaTable replicas,
    IHostApplicationLifetime lifetime) : IHostedService, IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    private ProcessSupervisor? _supervisor;
    private Task _following = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        restarts.ThrowIfInvalid();
        stops.ThrowIfInvalid();
        reporter.Starting();
        await telemetry.FindAsync(reporter, cancellationToken);
        foreach (var resource in resources)
            ports.Allocate(resource);

        _supervisor = ProcessSupervisor.Start();
        replicas.Fill([.. resources.SelectMany(resource => factory.Create(resource, _supervisor))]);
        foreach (var replica in replicas.All)
            await replica.BeginAsync();
        _following = FollowAsync(_supervisor);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _following;

        // Not bounded by the host's token: each stop ends in a kill, and going away earlier would leave that to the supervisor.
        var begun = new Dictionary<Resource, Task>();
        await Task.WhenAll(resources.Select(resource => StopAfterDependentsAsync(resource, begun)));
    }

    public async ValueTask DisposeAsync()
    {
        // A start that is cut short ends without a stop.
        await StopAsync(CancellationToken.None);
        if (_supervisor is not null)
            await _supervisor.DisposeAsync();
        _stopping.Dispose();
    }

    /// <summary>Tells when everything has settled, and ends the application when nothing can go on.</summary>
    private async Task FollowAsync(ProcessSupervisor supervisor)
    {
        try
        {
            var latest = await notifications.WaitUntilSettledAsync(_stopping.Token);
            reporter.Settled(latest);
            if (latest.Count > 0 && latest.All(replica => replica.Snapshot.HasFailed))
                Fail("No resource is left running.");

            await supervisor.Ended.WaitAsync(_stopping.Token);
            Fail($"The supervisor of the child processes (pid {supervisor.ProcessId}) has ended, and they with it.");
        }
        catch (OperationCanceledException)
        {
            // The application stops: nothing is left to follow.
        }
    }

    private void Fail(string message)
    {
        reporter.Failed(message);
        Environment.ExitCode = 1;
        lifetime.StopApplication();
    }

    private Task StopAfterDependentsAsync(Resource resource, Dictionary<Resource, Task> begun)
    {
        if (!begun.TryGetValue(resource, out var stop))
            begun[resource] = stop = StopAsync();
        return stop;

        async Task StopAsync()
        {
            var dependents = Task.WhenAll(
                from dependent in resources
                where dependent.WaitsFor.Exists(dependency => dependency.Resource == resource)
                select StopAfterDependentsAsync(dependent, begun));
            await dependents.WaitAsync(stops.Hurry).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.WhenAll(replicas.Of(resource).Select(replica => replica.CloseAsync()));
        }
    }
}
