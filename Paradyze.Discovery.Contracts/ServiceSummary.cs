namespace Paradyze.Discovery;

/// <summary>One line of <c>GET /services</c>.</summary>
public sealed record ServiceSummary
{
    /// <summary>The service's name as it was first written.</summary>
    public required string ServiceName { get; init; }

    /// <summary>The url of one instance: one that may be called, where there is one.</summary>
    public required string Url { get; init; }

    /// <summary>How many instances have each status; statuses that none has are left out.</summary>
    public required IReadOnlyDictionary<InstanceStatus, int> Statuses { get; init; }

    /// <summary>The versions that its instances have, each once.</summary>
    public required IReadOnlyList<string> Versions { get; init; }

    /// <summary>The zones that its instances run in, each once.</summary>
    public required IReadOnlyList<string> Zones { get; init; }

    /// <summary>The revision of the last change to any of the service's instances: <c>epoch.number</c>.</summary>
    public required string ServiceRevision { get; init; }
}
