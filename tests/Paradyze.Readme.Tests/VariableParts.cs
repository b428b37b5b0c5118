using System.Text.RegularExpressions;

namespace Paradyze.Readme.Tests;

/// <summary>What differs from one run to the next. Everything else must be as it is shown.</summary>
internal static class VariableParts
{
    private static readonly (Regex Part, string Mask)[] s_parts =
    [
        (Of("(?<=\"registeredAt\":\")[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\.[0-9]{3}Z(?=\")"), "<time>"),
        (Of("(?<=\"revision\":)[0-9]+"), "<revision>"),
        (Of("(?<=\"serviceRevision\":\")[0-9a-f]{12}\\.[0-9]+(?=\")"), "<epoch.revision>"),
        (Of("(?<=\"servedBy\":\"products-)[a-z]{8}(?=\")"), "<replica>"),
    ];

    public static string Masked(string line) => s_parts.Aggregate(line, (text, part) => part.Part.Replace(text, part.Mask));

    private static Regex Of(string pattern) => new(pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
}
