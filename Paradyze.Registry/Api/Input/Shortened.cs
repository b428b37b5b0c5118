namespace Paradyze.Registry.Api.Input;

/// <summary>A caller's value as it is shown back: its beginning is enough to know it by.</summary>
internal static class Shortened
{
    private const int MaxLength = 64;

    public static string Of(string text)
    {
        if (text.Length <= MaxLength) return text;
        var end = char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
        return text[..end] + "…";
    }
}
