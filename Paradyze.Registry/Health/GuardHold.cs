namespace Paradyze.Registry.Health;

/// <summary>The instances of one service in one zone, which the guard judges together.</summary>
internal readonly record struct GuardedGroup(string ServiceName, string? Zone)
{
    // Of one service some instances may be written otherwise: those that came back after all others had left.
    public bool Equals(GuardedGroup other) => Discovery.ServiceName.Comparer.Equals(ServiceName, other.ServiceName) && Zone == other.Zone;

    public override int GetHashCode() => HashCode.Combine(Discovery.ServiceName.Comparer.GetHashCode(ServiceName), Zone);
}

/// <summary>The guard in force for a group.</summary>
/// <param name="Group">Whom it covers.</param>
/// <param name="Since">When it began.</param>
/// <param name="Failed">How many failed together.</param>
/// <param name="Of">How many were up before they did.</param>
internal sealed record GuardHold(GuardedGroup Group, DateTimeOffset Since, int Failed, int Of)
{
    /// <summary>Whoever fails since this moment of the liveness clock is in doubt; who failed earlier is not.</summary>
    public required long Covers { get; init; }

    /// <summary>When so many last failed together, by the liveness clock.</summary>
    public required long TrippedAt { get; init; }

    /// <summary>Since when most of them have been back, by the liveness clock; 0 while they are not.</summary>
    public long MostAreBackSince { get; init; }
}
