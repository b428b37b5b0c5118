namespace Paradyze.Registry.Api.Input;

/// <summary>What a text must be.</summary>
/// <param name="Noun">What it is, in words that complete "it must be ...".</param>
/// <param name="Words">The rule, in words that complete "it ...".</param>
/// <param name="Holds">Whether a text is one.</param>
internal sealed record TextRule(string Noun, string Words, Func<string, bool> Holds)
{
    /// <summary>What to put where there is nothing, in words that complete "it ...": the noun, or the few words that it stands for.</summary>
    public string Wanted { get; private init; } = $"must be {Noun}";

    /// <summary>A rule that leaves the choice of a few words.</summary>
    public static TextRule OneOf(string noun, params string[] choices)
    {
        var words = $"must be {string.Join(", ", choices[..^1].Select(choice => $"'{choice}'"))} or '{choices[^1]}'";
        return new TextRule(noun, words, value => choices.Contains(value, StringComparer.Ordinal)) { Wanted = words };
    }
}
