namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>What is known of one replica at one moment.</summary>
/// <param name="State">One of <see cref="KnownResourceStates"/>.</param>
/// <param name="Health">Whether it can be used; unknown until its first check has been answered.</param>
/// <param name="ProcessId">The process, once there is one.</param>
/// <param name="ExitCode">The exit code, once the process has ended.</param>
internal sealed record ResourceSnapshot(
    string State,
    ResourceHealth Health = ResourceHealth.Unknown,
    int? ProcessId = null,
    int? ExitCode = null)
{
    /// <summary>Gets why it is in this state, where that needs saying.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets a value indicating whether it ended because it was told to.</summary>
    public bool WasStopped { get; init; }

    /// <summary>Gets a value indicating whether it ended only to be started again soon: whoever waits for it goes on waiting.</summary>
    public bool StartsAgain { get; init; }

    public bool IsHealthy => State == KnownResourceStates.Running && Health == ResourceHealth.Healthy;

    public bool HasEnded => !StartsAgain
        && (State == KnownResourceStates.FailedToStart || State == KnownResourceStates.Exited || State == KnownResourceStates.Finished);

    /// <summary>Gets a value indicating whether there is neither a process nor one to come, unless somebody starts it.</summary>
    public bool IsAtRest => HasEnded || State == KnownResourceStates.NotStarted;

    public bool IsStopping => State == KnownResourceStates.Stopping;

    /// <summary>Gets a value indicating whether it is as it is meant to stay.</summary>
    public bool IsSettled => IsHealthy || IsAtRest;

    public bool HasFailed => HasEnded && !WasStopped && State != KnownResourceStates.Finished;
}
