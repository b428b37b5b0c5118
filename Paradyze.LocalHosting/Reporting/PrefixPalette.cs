using Paradyze.LocalHosting.ApplicationModel;

namespace Paradyze.LocalHosting.Reporting;

/// <summary>The padded name before each line, in a colour a resource.</summary>
internal sealed class PrefixPalette(IReadOnlyList<Resource> resources, bool usesColour)
{
    public const string Failure = "\e[31m";

    private const string Reset = "\e[0m";
    private const int WidestColumn = 24; // a longer name moves its own lines only

    // Readable on dark and light; no red, which means an error.
    private static readonly string[] Colours = ["\e[36m", "\e[32m", "\e[35m", "\e[33m", "\e[34m", "\e[96m", "\e[92m", "\e[95m", "\e[94m"];

    private readonly int _width = Math.Min(resources.Select(WidestName).DefaultIfEmpty().Max(), WidestColumn);

    private readonly Dictionary<Resource, string> _colours =
        resources.Index().ToDictionary(item => item.Item, item => Colours[item.Index % Colours.Length]);

    public string Of(Replica replica, char mark)
    {
        var prefix = $"{replica.DisplayName.PadRight(_width)} {mark} ";
        return usesColour ? $"{_colours[replica.Resource]}{prefix}{Reset}" : prefix;
    }

    /// <summary>Gives a line its colour, and lets none that it sets itself reach the next.</summary>
    public string Paint(string line, string? colour)
    {
        var text = TerminalText.Of(line, keepsColour: usesColour);
        return usesColour && (colour is not null || text.Contains('\e', StringComparison.Ordinal)) ? $"{colour}{text}{Reset}" : text;
    }

    private static int WidestName(Resource resource) => new Replica(resource, resource.Replicas - 1).DisplayName.Length;
}
