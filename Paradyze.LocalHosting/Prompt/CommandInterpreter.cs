using Paradyze.LocalHosting.ApplicationModel;
using Paradyze.LocalHosting.Orchestration;

namespace Paradyze.LocalHosting.Prompt;

/// <summary>Does what a line says, such as <c>restart orders</c>, and words the answer.</summary>
internal sealed class CommandInterpreter(IReadOnlyList<Resource> resources, ReplicaTable replicas, ResourceCommandService commands)
{
    private const string List = "list";
    private const string Help = "help";

    private IEnumerable<ResourceCommand> Commands => resources.SelectMany(resource => resource.Commands).DistinctBy(command => command.Name);

    /// <summary>Runs a line. The answer may be empty.</summary>
    public async Task<string> RunAsync(string line, CancellationToken cancellationToken) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) switch
        {
            [] => "",
            [List] => ReplicaList.Of(replicas.All),
            [Help, ..] => HelpText.Of(resources),
            [var name, ..] when !Commands.Any(command => command.IsNamed(name)) =>
                $"There is no command '{name}'; there are {string.Join(", ", [List, .. Commands.Select(command => command.Name), Help])}.",
            [var name] => $"'{name}' needs the name of a resource: {string.Join(", ", resources.Select(resource => resource.Name))}.",
            [var name, .. var targets] => string.Join(
                Environment.NewLine,
                await Task.WhenAll(targets.Select(target => RunAsync(name, target, cancellationToken)))),
        };

    private async Task<string> RunAsync(string command, string target, CancellationToken cancellationToken)
    {
        var result = resources.FirstOrDefault(resource => resource.Name.Equals(target, StringComparison.OrdinalIgnoreCase)) is { } meant
            ? await commands.ExecuteCommandAsync(meant, command, cancellationToken)
            : await commands.ExecuteCommandAsync(replicas.IdOf(target), command, cancellationToken);
        return result.Message ?? $"{command} {target}: {(result.Success ? "done" : "not done")}";
    }
}
