using System.Globalization;
using System.Text;

namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>Words the end of a process: state, exit code, reason, and the last lines that it wrote.</summary>
internal static class FailureText
{
    public static string Of(ResourceEvent ended) => $"{ended.Replica.DisplayName} is {WithoutName(ended)}";

    public static string WithoutName(ResourceEvent ended)
    {
        var text = new StringBuilder(ended.Snapshot.State);
        if (ended.Snapshot.ExitCode is { } exitCode)
            text.Append(CultureInfo.InvariantCulture, $" with exit code {exitCode}");
        if (ended.Snapshot.Reason is { } reason)
            text.Append(": ").Append(reason);
        if (ended.Replica.Output.Lines is { Count: > 0 } lines)
            text.Append("; its last lines:").AppendJoin("", lines.Select(line => $"{Environment.NewLine}    {line}"));
        return text.ToString();
    }
}
