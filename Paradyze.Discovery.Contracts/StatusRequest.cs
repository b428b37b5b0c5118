namespace Paradyze.Discovery;

/// <summary>The body of <c>PUT /v1/services/{service}/instances/{id}/status</c>.</summary>
public sealed record StatusRequest
{
    /// <summary>
    /// <c>draining</c>; <c>out-of-service</c>, without <c>generation</c> alone;
    /// <c>up</c> clears what the same owner set.
    /// </summary>
    public required InstanceStatus Status { get; init; }

    /// <summary>Why, in words; at most 256 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>The instance's generation, when it speaks of itself; left out by an operator.</summary>
    public string? Generation { get; init; }
}
