namespace Paradyze.Discovery;

/// <summary>A status that somebody set, which counts before whatever the registry finds.</summary>
public sealed record StatusOverride
{
    /// <summary><see cref="InstanceStatus.Draining"/> or, by an operator alone, <see cref="InstanceStatus.OutOfService"/>.</summary>
    public required InstanceStatus Status { get; init; }

    /// <summary>Who set it, which is who can clear it.</summary>
    public required OverrideOwner Owner { get; init; }

    /// <summary>Why, in words.</summary>
    public string? Reason { get; init; }

    /// <summary>What the instance had set itself: it counts again when the operator's override is cleared.</summary>
    public StatusOverride? Beneath { get; init; }
}
