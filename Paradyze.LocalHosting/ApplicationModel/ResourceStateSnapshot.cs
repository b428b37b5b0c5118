namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>The state of a replica at one moment.</summary>
public sealed class ResourceStateSnapshot
{
    internal ResourceStateSnapshot(string text) => Text = text;

    /// <summary>Gets the state, one of <see cref="KnownResourceStates"/>.</summary>
    public string Text { get; }
}
