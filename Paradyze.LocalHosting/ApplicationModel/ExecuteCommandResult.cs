namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>Tells how a command ended.</summary>
public sealed class ExecuteCommandResult
{
    /// <summary>Gets a value indicating whether the command did what it says.</summary>
    public required bool Success { get; init; }

    /// <summary>Gets a value indicating whether it was cancelled before it was done. Default: <see langword="false"/>.</summary>
    public bool Canceled { get; init; }

    /// <summary>Gets what it has to say: why it failed, or what it did. Default: nothing.</summary>
    public string? Message { get; init; }
}
