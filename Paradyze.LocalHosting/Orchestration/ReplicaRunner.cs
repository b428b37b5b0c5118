using Paradyze.LocalHosting.ApplicationModel;
using Paradyze.LocalHosting.Ports;
using Paradyze.LocalHosting.Reporting;
using Paradyze.LocalHosting.Supervision;

namespace Paradyze.LocalHosting.Orchestration;

/// <summary>Takes one replica through a life: what it waits for, start, health, end. It may have several, one after the other.</summary>
internal sealed class ReplicaRunner(
    Replica replica,
    Dependencies dependencies,
    ProcessSupervisor supervisor,
    ChildEnvironment environment,
    PortAllocator ports,
    HealthProbe probe,
    ResourceNotificationService notifications,
    ConsoleReporter reporter)
{
    /// <summary>How long a process may take to end when it is asked to: a service leaves its registry within 5 s.</summary>
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(10);

    private ResourceSnapshot? _latest;

    public Replica Replica => replica;

    public string? State => _latest?.State;

    /// <summary>Runs the process until it ends by itself or is told to stop. It is in another state than before when this returns.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        replica.Output.Clear();
        try
        {
            if (dependencies.Any)
                Publish(new(KnownResourceStates.Waiting, Reason: dependencies.Names));
            await dependencies.WaitAsync(stopping);
        }
        catch (DistributedApplicationException fault)
        {
            Publish(new(KnownResourceStates.FailedToStart, Reason: fault.Message));
            return;
        }
        catch (OperationCanceledException)
        {
            Publish(new(KnownResourceStates.Exited, WasStopped: true));
            return;
        }

        await RunAsync(mayRetry: true, stopping);
    }

    private void Publish(ResourceSnapshot snapshot)
    {
        if (snapshot == _latest)
            return;

        _latest = snapshot;
        var happened = new ResourceEvent(replica, snapshot);
        reporter.Changed(happened);
        notifications.Publish(happened);
    }

    private async Task RunAsync(bool mayRetry, CancellationToken stopping)
    {
        Publish(new(KnownResourceStates.Starting));
        SupervisedProcess process;
        try
        {
            process = await supervisor.StartAsync(Command(), OnOutput, CancellationToken.None);
        }
        catch (Exception fault) // whatever a value of the app model throws fails this resource, not its neighbours
        {
            Publish(new(KnownResourceStates.FailedToStart, Reason: fault.Message));
            return;
        }

        var hasBeenHealthy = await FollowAsync(process, stopping);
        var exitCode = await process.Exited;
        if (stopping.IsCancellationRequested)
            Publish(new(KnownResourceStates.Exited, ExitCode: exitCode, WasStopped: true));
        else if (exitCode == 0)
            Publish(new(KnownResourceStates.Finished, ExitCode: exitCode));
        else if (mayRetry && !hasBeenHealthy && ports.ReplaceTaken(replica.Resource, replica.Index))
            await RunAsync(mayRetry: false, stopping);
        else
            Publish(new(KnownResourceStates.Exited, ExitCode: exitCode));
    }

    /// <summary>Follows a process to its end and tells whether it has been healthy.</summary>
    private async Task<bool> FollowAsync(SupervisedProcess process, CancellationToken stopping)
    {
        var running = new ResourceSnapshot(KnownResourceStates.Running, ProcessId: await process.Started);
        var hasBeenHealthy = false;
        Publish(running);
        using var probing = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var health = probe.FollowAsync(replica, OnHealth, probing.Token);
        await ((Task)process.Exited).WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await probing.CancelAsync();
        await health;
        if (!process.Exited.IsCompleted)
        {
            Publish(running with { State = KnownResourceStates.Stopping });
            await process.StopAsync(StopGrace, CancellationToken.None);
        }

        return hasBeenHealthy;

        void OnHealth(ResourceHealth now, string? reason)
        {
            // Not answering before the first success is starting, not a failure.
            hasBeenHealthy |= now == ResourceHealth.Healthy;
            if (hasBeenHealthy)
                Publish(running with { Health = now, Reason = reason });
        }
    }

    private StartProcess Command()
    {
        var command = replica.Resource.Command;
        return new(
            replica.Id,
            command.FileName,
            [.. command.Arguments, .. replica.Resource.Arguments],
            command.WorkingDirectory,
            environment.Of(replica, reporter.UsesColour));
    }

    private void OnOutput(string line)
    {
        replica.Output.Add(line);
        reporter.Wrote(replica, line);
    }
}
