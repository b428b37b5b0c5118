using System.Diagnostics.CodeAnalysis;
using Semver;

namespace Paradyze.Discovery;

/// <summary>
/// A range of versions in npm's grammar: <c>1.4.2</c>, <c>^1.4</c>, <c>&gt;=1.2 &lt;2 || 3.x</c>. A pre-release is in a range only
/// when the range names a pre-release of the same version.
/// </summary>
/// <remarks>Versions follow Semantic Versioning 2.0.0 (semver.org).</remarks>
public sealed class VersionRange
{
    /// <summary>The most characters that a range may have: 256.</summary>
    public const int MaxLength = 256;

    private readonly SemVersionRange _range;
    private readonly string _text;

    private VersionRange(SemVersionRange range, string text) => (_range, _text) = (range, text);

    /// <summary>Reads a range.</summary>
    /// <param name="value">The text to read, at most <see cref="MaxLength"/> characters.</param>
    /// <param name="range">The range, when the text is one.</param>
    public static bool TryParse([NotNullWhen(true)] string? value, [NotNullWhen(true)] out VersionRange? range)
    {
        range = !string.IsNullOrWhiteSpace(value) && SemVersionRange.TryParseNpm(value, out var parsed, MaxLength)
            ? new VersionRange(parsed, value)
            : null;
        return range is not null;
    }

    /// <summary>Whether the text is a version: <c>major.minor.patch</c> with optional pre-release and build.</summary>
    public static bool IsVersion([NotNullWhen(true)] string? value) =>
        SemVersion.TryParse(value, SemVersionStyles.Strict, out _, MaxLength);

    /// <summary>Whether the version is in this range. Something that is not a version is in no range.</summary>
    public bool Contains(string? version) =>
        SemVersion.TryParse(version, SemVersionStyles.Strict, out var parsed, MaxLength) && _range.Contains(parsed);

    /// <summary>The range as it was written.</summary>
    public override string ToString() => _text;
}
