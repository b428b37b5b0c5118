namespace Paradyze.Discovery;

/// <summary>The answer to <c>GET /v1/services/{service}</c>: every instance, whatever its status.</summary>
public sealed record ServiceDetails
{
    /// <summary>The service's name as it was first written.</summary>
    public required string ServiceName { get; init; }

    /// <summary>The revision of the last change to any of the service's instances: <c>epoch.number</c>.</summary>
    public required string ServiceRevision { get; init; }

    /// <summary>The instances, ordered by id.</summary>
    public required IReadOnlyList<ServiceInstance> Instances { get; init; }
}
