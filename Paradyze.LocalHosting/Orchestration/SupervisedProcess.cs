using Paradyze.LocalHosting.Supervision;

namespace Paradyze.LocalHosting.Orchestration;

/// <summary>A child as the host sees it.</summary>
internal sealed class SupervisedProcess(ProcessSupervisor supervisor, string id, Action<OutputLine> onOutput)
{
    private const int KilledExitCode = 128 + 9;

    private readonly TaskCompletionSource<int> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets the process id, once there is one.</summary>
    public Task<int> Started => _started.Task;

    /// <summary>Gets the exit code, once there is one. All output has been delivered then.</summary>
    public Task<int> Exited => _exited.Task;

    /// <summary>Asks the process to end, kills it when it has not done so within the grace, or at once when told to hurry, and waits.</summary>
    public async Task StopAsync(TimeSpan grace, CancellationToken hurry)
    {
        try
        {
            if (!Exited.IsCompleted && !hurry.IsCancellationRequested)
                await supervisor.SendAsync(new StopProcess(id, grace), CancellationToken.None);
            await ((Task)Exited).WaitAsync(hurry).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!Exited.IsCompleted)
                await supervisor.SendAsync(new StopProcess(id, TimeSpan.Zero), CancellationToken.None);
        }
        catch (DistributedApplicationException)
        {
            // The supervisor is gone. Whoever reads its events loses this process then.
        }

        await Exited;
    }

    public void Apply(SupervisorEvent happened)
    {
        switch (happened)
        {
            case ProcessStarted started: _started.SetResult(started.ProcessId); break;
            case ProcessStartFailed failed: _started.SetException(new DistributedApplicationException(failed.Reason)); break;
            case ProcessOutput output: onOutput(new(output.Line, output.IsError)); break;
            case ProcessExited exited: _exited.SetResult(exited.ExitCode); break;
        }
    }

    /// <summary>Settles a process whose supervisor has died under it: nobody reads its output or reaps it any more.</summary>
    public void Lose(bool killGroup)
    {
        if (killGroup && Started.IsCompletedSuccessfully && !OperatingSystem.IsWindows())
            Posix.SignalGroup(Started.Result, Posix.Kill);
        _started.TrySetException(new DistributedApplicationException("The supervisor of the child processes is gone."));
        _exited.TrySetResult(KilledExitCode);
    }
}
