using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Paradyze.Discovery;

/// <summary>Durations as they stand on the wire: a whole number and its unit, <c>500ms</c>, <c>10s</c>, <c>1m</c>, <c>2h</c>.</summary>
public static partial class DurationText
{
    /// <summary>The rule that every duration follows, in words that complete "a duration ...".</summary>
    public const string Rule = "must be a whole number and its unit, such as 500ms, 10s, 1m or 2h";

    private static readonly (string Unit, long Milliseconds)[] s_units = [("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)];

    /// <summary>Reads a duration.</summary>
    /// <param name="value">The text to read.</param>
    /// <param name="duration">The duration, when the text is one.</param>
    /// <returns><see langword="true"/> when <paramref name="value"/> follows <see cref="Rule"/>.</returns>
    public static bool TryParse([NotNullWhen(true)] string? value, out TimeSpan duration)
    {
        duration = default;
        if (value is null || Grammar().Match(value) is not { Success: true, Groups: var groups }) return false;
        var unit = Array.Find(s_units, unit => unit.Unit == groups["unit"].Value);
        var milliseconds = long.Parse(groups["number"].ValueSpan, CultureInfo.InvariantCulture) * unit.Milliseconds;
        if (milliseconds > TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerMillisecond) return false;
        duration = TimeSpan.FromMilliseconds(milliseconds);
        return true;
    }

    /// <summary>Writes a duration in the largest unit that makes it a whole number: 60 s is <c>1m</c>, 90 s is <c>90s</c>.</summary>
    /// <param name="duration">Not negative; what is below a millisecond is cut off.</param>
    public static string Of(TimeSpan duration)
    {
        var milliseconds = duration.Ticks / TimeSpan.TicksPerMillisecond;
        if (milliseconds == 0) return "0s";
        var (unit, factor) = Array.Find(s_units, unit => milliseconds % unit.Milliseconds == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{milliseconds / factor}{unit}");
    }

    [GeneratedRegex(@"\A(?<number>[0-9]{1,9})(?<unit>ms|s|m|h)\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Grammar();
}
