using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Paradyze.Discovery;

/// <summary>
/// A point in the registry's history, written <c>epoch.number</c>. Within one epoch the number only grows; numbers of
/// different epochs say nothing about each other, which is why a number never travels without its epoch.
/// </summary>
/// <param name="Epoch">The life of the registry's state that <paramref name="Number"/> belongs to: 1 to 32 lower-case letters or digits.</param>
/// <param name="Number">Grows with every commit, may skip; 0 before the first.</param>
public readonly record struct Revision(string Epoch, long Number)
{
    private const int MaxEpochLength = 32;

    /// <summary>Reads a revision as <see cref="ToString"/> writes it.</summary>
    /// <param name="value">The text to read.</param>
    /// <param name="revision">The revision, when the text is one.</param>
    public static bool TryParse([NotNullWhen(true)] string? value, out Revision revision)
    {
        revision = default;
        if (value?.LastIndexOf('.') is not (> 0 and <= MaxEpochLength and var dot)) return false;
        var epoch = value[..dot];
        if (!epoch.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))) return false;
        if (!long.TryParse(value.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        revision = new Revision(epoch, number);
        return true;
    }

    /// <summary>The revision as it travels: <c>epoch.number</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}.{Number}");

    /// <summary>The weak entity tag of an answer at this revision (RFC 9110, section 8.8.3): <c>W/"epoch.number"</c>.</summary>
    public string ToETag() => $"W/\"{this}\"";
}
