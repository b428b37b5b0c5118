namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>What a command is told to say whether it can be run.</summary>
public sealed class UpdateCommandStateContext
{
    internal UpdateCommandStateContext(ResourceSnapshot latest)
    {
        Latest = latest;
        ResourceSnapshot = new(latest);
    }

    /// <summary>Gets what is known of the replica.</summary>
    public CustomResourceSnapshot ResourceSnapshot { get; }

    internal ResourceSnapshot Latest { get; }
}
