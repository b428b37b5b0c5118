namespace Paradyze.Registry.Api.Input;

/// <summary>What a text must be.</summary>
/// <param name="Noun">What it is, in words that complete "it must be ...".</param>
/// <param name="Words">The rule, in words that complete "it ...".</param>
/// <param name="Holds">Whether a text is one.</param>
internal sealed record TextRule(string Noun, string Words, Func<string, bool> Holds);
