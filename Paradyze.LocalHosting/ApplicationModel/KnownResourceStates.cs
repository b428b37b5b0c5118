namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>The states that a resource goes through.</summary>
public static class KnownResourceStates
{
    /// <summary>The resource is started only by command, and has not been yet.</summary>
    public static readonly string NotStarted = nameof(NotStarted);

    /// <summary>The resource waits for another one.</summary>
    public static readonly string Waiting = nameof(Waiting);

    /// <summary>The process is being started.</summary>
    public static readonly string Starting = nameof(Starting);

    /// <summary>The process runs.</summary>
    public static readonly string Running = nameof(Running);

    /// <summary>The process could not be started, or what it waits for failed.</summary>
    public static readonly string FailedToStart = nameof(FailedToStart);

    /// <summary>The process was asked to stop.</summary>
    public static readonly string Stopping = nameof(Stopping);

    /// <summary>The process was stopped, or ended by itself with an exit code other than 0.</summary>
    public static readonly string Exited = nameof(Exited);

    /// <summary>The process ended by itself with exit code 0.</summary>
    public static readonly string Finished = nameof(Finished);
}
