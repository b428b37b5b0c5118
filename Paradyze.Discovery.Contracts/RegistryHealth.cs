namespace Paradyze.Discovery;

/// <summary>The answer to <c>GET /health</c> of the registry.</summary>
public sealed record RegistryHealth
{
    /// <summary><c>healthy</c>: it serves and commits. <c>unhealthy</c>: it does not, and <c>reason</c> says why.</summary>
    public required string Status { get; init; }

    /// <summary>What is wrong and what to do, when it is not healthy.</summary>
    public string? Reason { get; init; }

    /// <summary>The last revision: <c>epoch.number</c>.</summary>
    public required string Revision { get; init; }

    /// <summary>How many services are registered.</summary>
    public required int Services { get; init; }

    /// <summary>How many instances are registered.</summary>
    public required int Instances { get; init; }
}
