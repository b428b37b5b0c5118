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
            [var name, ..] when Is(name, Help) => HelpText.Of(resources),
            [var name] when Is(name, List) => ReplicaList.Of(replicas.All),
            [var name, ..] when Is(name, List) => $"'{List}' takes no name: it shows every replica.",
            [var name, ..] when !Commands.Any(command => command.IsNamed(name)) =>
                $"There is no command '{name}'; there are {string.Join(", ", [List, .. Commands.Select(command => command.Name), Help])}.",
            [var name] => $"'{name}' needs the name of a resource: {Names(Owners(name))}.",
            [var name, .. var targets] => string.Join(
                Environment.NewLine,
                await Task.WhenAll(targets.Distinct(StringComparer.OrdinalIgnoreCase).Select(target => RunAsync(name, target, cancellationToken)))),
        };

    private async Task<string> RunAsync(string command, string target, CancellationToken cancellationToken)
    {
        var (resource, id) = (resources.FirstOrDefault(resource => Is(resource.Name, target)), replicas.IdOf(target));
        if (resource is null && replicas.Find(id) is []) return $"There is no resource '{target}'; there are {Names(resources)}.";
        var result = resource is not null
            ? await commands.ExecuteCommandAsync(resource, command, cancellationToken)
            : await commands.ExecuteCommandAsync(id, command, cancellationToken);
        return result.Message ?? $"{command} {target}: {(result.Success ? "done" : "not done")}";
    }

    private IEnumerable<Resource> Owners(string command) => resources.Where(resource => resource.Commands.Exists(own => own.IsNamed(command)));

    private static string Names(IEnumerable<Resource> resources) => string.Join(", ", resources.Select(resource => resource.Name));

    private static bool Is(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
