namespace Paradyze.Discovery;

/// <summary>A status that somebody set, which counts before whatever the registry finds.</summary>
public sealed record StatusOverride
{
    /// <summary><c>draining</c> or, by an operator alone, <c>out-of-service</c>.</summary>
    public required InstanceStatus Status { get; init; }

    /// <summary>Who set it, which is who can clear it.</summary>
    public required OverrideOwner Owner { get; init; }

    /// <summary>Why, in words.</summary>
    public string? Reason { get; init; }

    /// <summary>What the instance had set itself: it counts again when the operator's override is cleared.</summary>
    public StatusOverride? Beneath { get; init; }
}
