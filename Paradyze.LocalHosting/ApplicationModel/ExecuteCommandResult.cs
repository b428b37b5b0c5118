namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>Tells how a command ended.</summary>
public sealed class ExecuteCommandResult
{
    private ExecuteCommandResult()
    {
    }

    /// <summary>Gets a value indicating whether the command did what it says.</summary>
    public required bool Success { get; init; }

    /// <summary>Gets why it did not. Default: none.</summary>
    public string? Message { get; init; }

    internal static ExecuteCommandResult Succeeded { get; } = new() { Success = true };

    internal static ExecuteCommandResult Failed(string message) => new() { Success = false, Message = message };

    /// <summary>Makes one result of those of several replicas: a success if all are, else with every message.</summary>
    internal static ExecuteCommandResult Of(IReadOnlyCollection<ExecuteCommandResult> results)
    {
        var faults = results.Where(result => !result.Success).Select(result => result.Message).ToList();
        return faults.Count == 0 ? Succeeded : Failed(string.Join(' ', faults));
    }
}
