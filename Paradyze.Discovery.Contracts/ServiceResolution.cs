using System.Text.Json.Serialization;

namespace Paradyze.Discovery;

/// <summary>
/// The answer to <c>GET /services/{serviceName}</c>: one of the instances that may be called, in turn, and beside it all of them.
/// </summary>
public sealed record ServiceResolution : ServiceInstance
{
    /// <summary>The revision of the last change to any of the service's instances: <c>epoch.number</c>.</summary>
    [JsonPropertyOrder(1)]
    public required string ServiceRevision { get; init; }

    /// <summary>Every instance that may be called.</summary>
    [JsonPropertyOrder(2)]
    public required IReadOnlyList<ServiceInstance> Instances { get; init; }
}
