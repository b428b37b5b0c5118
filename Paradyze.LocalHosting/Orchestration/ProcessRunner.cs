using Paradyze.LocalHosting.ApplicationModel;

namespace Paradyze.LocalHosting.Orchestration;

/// <summary>Takes one process of a replica from its start to its end.</summary>
internal sealed class ProcessRunner(ReplicaState replica, ProcessLauncher launcher, HealthProbe probe, StopPolicy stops)
{
    /// <summary>Runs the process, and once more when a port of it was taken before it could listen.</summary>
    /// <returns>How it ended, which nobody has been told yet.</returns>
    public async Task<ResourceSnapshot> RunAsync(CancellationToken stopping)
    {
        // Whether it seemed healthy says nothing: whoever has the port may have answered in its place.
        var end = await RunOnceAsync(stopping);
        return end is { HasFailed: true, ExitCode: not null } && launcher.ReplaceTakenPorts(replica.Replica) ? await RunOnceAsync(stopping) : end;
    }

    private async Task<ResourceSnapshot> RunOnceAsync(CancellationToken stopping)
    {
        replica.ForgetOutput();
        replica.Become(new(KnownResourceStates.Starting));
        SupervisedProcess process;
        try
        {
            process = await launcher.StartAsync(replica.Replica, replica.Wrote);
        }
        catch (Exception fault) // whatever a value of the app model throws fails this resource, not its neighbours
        {
            return new(KnownResourceStates.FailedToStart) { Reason = fault.Message };
        }

        await FollowAsync(process, stopping);
        var exitCode = await process.Exited;
        var wasStopped = stopping.IsCancellationRequested;
        var state = exitCode == 0 && !wasStopped ? KnownResourceStates.Finished : KnownResourceStates.Exited;
        return new(state, ExitCode: exitCode) { WasStopped = wasStopped };
    }

    private async Task FollowAsync(SupervisedProcess process, CancellationToken stopping)
    {
        var running = new ResourceSnapshot(KnownResourceStates.Running, ProcessId: await process.Started);
        replica.Become(running);
        using var probing = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var health = probe.FollowAsync(replica.Replica, OnHealth, probing.Token);
        await ((Task)process.Exited).WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await probing.CancelAsync();
        await health;
        if (!process.Exited.IsCompleted)
        {
            replica.Become(running with { State = KnownResourceStates.Stopping });
            await process.StopAsync(stops.Grace, stops.Hurry);
        }

        void OnHealth(ResourceHealth now, string? reason) => replica.Become(running with { Health = now, Reason = reason });
    }
}
