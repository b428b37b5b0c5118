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
    RestartPolicy restarts,
    StopPolicy stops,
    ResourceNotificationService notifications,
    ConsoleReporter reporter,
    IReadOnlyList<IReplicaObserver> observers)
{
    private ResourceSnapshot? _latest;

    public Replica Replica => replica;

    public ResourceSnapshot Latest => _latest ?? new(KnownResourceStates.NotStarted);

    /// <summary>Tells that the replica is there, to be started by command.</summary>
    public void Offer() => Publish(new(KnownResourceStates.NotStarted));

    /// <summary>Runs the process until it ends by itself, for good, or is told to stop. The new state is there when this returns.</summary>
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

        var backOff = restarts.BeginBackOff();
        var end = await RunProcessAsync(backOff, stopping);
        while (restarts.AppliesTo(end))
        {
            var delay = backOff.Next();
            Publish(end with { StartsAgain = true, Reason = $"starts again in {delay.TotalSeconds} s" });
            await backOff.WaitAsync(delay, stopping);
            end = stopping.IsCancellationRequested ? end with { WasStopped = true } : await RunProcessAsync(backOff, stopping);
        }

        Publish(end);
    }

    private void Publish(ResourceSnapshot snapshot)
    {
        if (snapshot == _latest)
            return;

        _latest = snapshot;
        var happened = new ResourceEvent(replica, snapshot);
        foreach (var observer in observers)
            observer.Changed(happened);
        notifications.Publish(happened);
    }

    /// <summary>Runs the process once, and once more when a port of it was taken before it could listen.</summary>
    private async Task<ResourceSnapshot> RunProcessAsync(RestartBackOff backOff, CancellationToken stopping)
    {
        backOff.ProcessBegins();
        var (end, hasBeenHealthy) = await RunOnceAsync(stopping);
        var mayBePort = end is { HasFailed: true, ExitCode: not null } && !hasBeenHealthy;
        return mayBePort && ports.ReplaceTaken(replica.Resource, replica.Index) ? (await RunOnceAsync(stopping)).End : end;
    }

    private async Task<(ResourceSnapshot End, bool HasBeenHealthy)> RunOnceAsync(CancellationToken stopping)
    {
        replica.Output.Clear(); // the last lines are those of one process
        Publish(new(KnownResourceStates.Starting));
        SupervisedProcess process;
        try
        {
            process = await supervisor.StartAsync(Command(), OnOutput, CancellationToken.None);
        }
        catch (Exception fault) // whatever a value of the app model throws fails this resource, not its neighbours
        {
            return (new(KnownResourceStates.FailedToStart, Reason: fault.Message), HasBeenHealthy: false);
        }

        var hasBeenHealthy = await FollowAsync(process, stopping);
        var exitCode = await process.Exited;
        var wasStopped = stopping.IsCancellationRequested;
        var state = exitCode == 0 && !wasStopped ? KnownResourceStates.Finished : KnownResourceStates.Exited;
        return (new(state, ExitCode: exitCode, WasStopped: wasStopped), hasBeenHealthy);
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
            await process.StopAsync(stops.Grace, stops.Hurry);
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
        replica.Environment = environment.Given(replica, reporter.UsesColour);
        return new(
            replica.Id,
            command.FileName,
            [.. command.Arguments, .. replica.Resource.Arguments],
            command.WorkingDirectory,
            ChildEnvironment.WithInherited(replica.Environment));
    }

    private void OnOutput(OutputLine line)
    {
        replica.Output.Add(line.Text);
        foreach (var observer in observers)
            observer.Wrote(replica, line);
    }
}
