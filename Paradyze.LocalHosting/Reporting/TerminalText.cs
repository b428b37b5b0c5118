using System.Text.RegularExpressions;

namespace Paradyze.LocalHosting.Reporting;

/// <summary>
/// What a process writes, without what would act on the whole terminal: cleared screens, moved cursors, titles, bells, and colours where
/// none are shown. Tabs stay.
/// </summary>
internal static partial class TerminalText
{
    public static string Of(string line, bool keepsColour)
    {
        var isPlain = !line.AsSpan().ContainsAnyInRange('\0', '\x1f') && !line.AsSpan().ContainsAnyInRange('\x7f', '\x9f');
        return isPlain ? line : Controls().Replace(line, match => keepsColour && match.Groups["colour"].Success ? match.Value : "");
    }

    // ECMA-48: control sequences, of which those that end with m set colours; control strings, such as a title; other escapes; single controls.
    // Nothing in it is tried twice, so that it needs no time limit.
    [GeneratedRegex(
        @"(?<colour>\e\[[0-9;:]*m)|\e\[[0-?]*[ -/]*[@-~]|\e[\]PX^_][^\a\e]*(\a|\e\\)?|\e[ -/]*[0-~]|[\x00-\x08\x0a-\x1f\x7f-\x9f]",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Controls();
}
