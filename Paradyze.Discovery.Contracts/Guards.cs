using System.Text.Json.Serialization;

namespace Paradyze.Discovery;

/// <summary>The answer to <c>GET /v1/guards</c>: where so many instances failed together that the registry doubts itself.</summary>
public sealed record GuardList
{
    /// <summary>The guards in force, ordered by service and zone.</summary>
    public required IReadOnlyList<ServiceGuard> Guards { get; init; }
}

/// <summary>
/// The mass-failure guard in force for a service in a zone: nobody there is deregistered for want of life, and those that failed are
/// <c>suspect</c>.
/// </summary>
public sealed record ServiceGuard
{
    /// <summary>The service's name.</summary>
    public required string ServiceName { get; init; }

    /// <summary>The zone; unset for the instances without one.</summary>
    public string? Zone { get; init; }

    /// <summary>Since when it is in force, in UTC.</summary>
    [JsonConverter(typeof(TimestampConverter))]
    public required DateTimeOffset Since { get; init; }

    /// <summary>How many instances had failed together when it came into force.</summary>
    public required int Failed { get; init; }

    /// <summary>How many had been up before.</summary>
    public required int Of { get; init; }
}
