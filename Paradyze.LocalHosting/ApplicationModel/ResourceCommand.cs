namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>What can be done with each replica of a resource, by whoever asks: a test, a person at the console, a dashboard.</summary>
internal sealed record ResourceCommand(
    string Name,
    string DisplayName,
    Func<ExecuteCommandContext, Task<ExecuteCommandResult>> ExecuteAsync,
    CommandOptions Options)
{
    public bool IsNamed(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    public ResourceCommandState StateFor(ResourceSnapshot latest) => Options.UpdateState?.Invoke(new(latest)) ?? ResourceCommandState.Enabled;
}
