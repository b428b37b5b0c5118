using System.Text.RegularExpressions;

namespace Paradyze.Readme.Tests;

/// <summary>README.md, taken apart.</summary>
internal static partial class ReadmeFile
{
    private static readonly string s_text = File.ReadAllText(Path.Combine(Repository.Folder, "README.md"));

    /// <summary>Every command of the console blocks, with the output that is shown below it, in the order of the file.</summary>
    public static IReadOnlyList<ShownCommand> Commands { get; } = [.. Blocks("console").SelectMany(ShownCommand.ReadAll)];

    /// <summary>The default of each setting in the table.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = SettingsRow().Matches(s_text)
        .ToDictionary(row => row.Groups["name"].Value, row => row.Groups["default"].Value.Trim('`', ' '));

    /// <summary>The texts of all fenced blocks of a language.</summary>
    public static IReadOnlyList<string> Blocks(string language) =>
        [.. from block in Fence().Matches(s_text) where block.Groups["language"].Value == language select block.Groups["text"].Value];

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\| `(?<name>[^`]+)` \|(?<default>[^|]*)\|", RegexOptions.Multiline, 1000)]
    private static partial Regex SettingsRow();
}
