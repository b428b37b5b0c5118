using Paradyze.LocalHosting.ApplicationModel;

namespace Paradyze.LocalHosting.Orchestration;

/// <summary>Takes one replica through a life: what it waits for, its process, and those that follow a failed one. It may have several lives.</summary>
internal sealed class ReplicaRunner(ReplicaState replica, Dependencies dependencies, ProcessRunner process, RestartPolicy restarts)
{
    public ReplicaState State => replica;

    /// <summary>Tells that the replica is there, to be started by command.</summary>
    public void Offer() => replica.Become(new(KnownResourceStates.NotStarted));

    /// <summary>Runs the process until it ends by itself, for good, or is told to stop. The new state is there when this returns.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        replica.ForgetOutput();
        try
        {
            if (dependencies.Any)
                replica.Become(new(KnownResourceStates.Waiting) { Reason = dependencies.Names });
            await dependencies.WaitAsync(stopping);
        }
        catch (DistributedApplicationException fault)
        {
            replica.Become(new(KnownResourceStates.FailedToStart) { Reason = fault.Message });
            return;
        }
        catch (OperationCanceledException)
        {
            replica.Become(new(KnownResourceStates.Exited) { WasStopped = true });
            return;
        }

        replica.Become(await RunProcessesAsync(stopping));
    }

    /// <summary>Runs the process, and as long as the policy says so, another one after it.</summary>
    private async Task<ResourceSnapshot> RunProcessesAsync(CancellationToken stopping)
    {
        var backOff = restarts.BeginBackOff();
        var end = await process.RunAsync(stopping);
        while (restarts.AppliesTo(end))
        {
            var delay = backOff.Next();
            var wait = backOff.WaitAsync(delay, stopping); // begun before anybody is told how long it takes
            replica.Become(end with { StartsAgain = true, Reason = $"starts again in {delay.TotalSeconds} s" });
            await wait;
            if (stopping.IsCancellationRequested)
                return end with { WasStopped = true };

            backOff.ProcessBegins();
            end = await process.RunAsync(stopping);
        }

        return end;
    }
}
