namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>What a resource waits for: that another is healthy, or that it has ended with an exit code.</summary>
internal sealed record Dependency(Resource Resource, int? ExitCode = null)
{
    /// <summary>Tells whether the wait is in vain: the other has ended, and not as it should.</summary>
    public bool IsInVain(ResourceSnapshot latest) => latest.HasEnded && !IsComplete(latest);

    public bool IsComplete(ResourceSnapshot latest) => latest.HasEnded && ExitCode is not null && latest.ExitCode == ExitCode;
}
