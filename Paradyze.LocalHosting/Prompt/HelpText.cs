using Paradyze.LocalHosting.ApplicationModel;

namespace Paradyze.LocalHosting.Prompt;

/// <summary>What can be typed, with the commands that the app model has added and whose they are.</summary>
internal static class HelpText
{
    public static string Of(IReadOnlyList<Resource> resources)
    {
        var commands = resources
            .SelectMany(resource => resource.Commands.Select(command => (Command: command, resource.Name)))
            .GroupBy(item => item.Command.Name, StringComparer.OrdinalIgnoreCase)
            .Select(group => (string[])[$"{group.Key} <resource>", Words(group.First().Command, [.. group.Select(item => item.Name)])]);
        return Columns.Of(
        [
            ["list", "Shows every replica, its state, address and id."],
            .. commands,
            ["", "A resource is given by its name, which means all of its replicas, or as list shows one of them."],
            ["Ctrl-C", "Stops everything."],
        ]);

        string Words(ResourceCommand command, IReadOnlyCollection<string> owners)
        {
            var words = command.Options.Description ?? command.DisplayName;
            return owners.Count == resources.Count ? words : $"{words} ({string.Join(", ", owners)})";
        }
    }
}
