namespace Paradyze.Discovery;

/// <summary>The body of <c>POST /v1/heartbeats</c>: who is alive, at most 10,000 at once.</summary>
public sealed record HeartbeatRequest
{
    /// <summary>The most instances that one request may name: 10,000.</summary>
    public const int MaxInstances = 10_000;

    /// <summary>The instances that are alive.</summary>
    public required IReadOnlyList<Heartbeat> Instances { get; init; }
}

/// <summary>One sign of life.</summary>
public sealed record Heartbeat
{
    /// <summary>The service's name.</summary>
    public required string ServiceName { get; init; }

    /// <summary>The instance's id.</summary>
    public required string InstanceId { get; init; }

    /// <summary>The generation that sends this; another one than the registered changes nothing.</summary>
    public string? Generation { get; init; }

    /// <summary>What the instance says of itself: <c>up</c> (the default) or <c>unhealthy</c>.</summary>
    public InstanceStatus? Status { get; init; }

    /// <summary>Why, in words; kept with the status.</summary>
    public string? Reason { get; init; }
}

/// <summary>The answer to <c>POST /v1/heartbeats</c>: who must register again, and who has been replaced.</summary>
public sealed record HeartbeatResponse
{
    /// <summary>Instances that the registry does not know: register them again.</summary>
    public required IReadOnlyList<InstanceKey> Unknown { get; init; }

    /// <summary>Instances that are registered with another generation.</summary>
    public required IReadOnlyList<InstanceKey> Superseded { get; init; }
}

/// <summary>Which instance of which service.</summary>
/// <param name="ServiceName">The service's name.</param>
/// <param name="InstanceId">The instance's id.</param>
public sealed record InstanceKey(string ServiceName, string InstanceId);
