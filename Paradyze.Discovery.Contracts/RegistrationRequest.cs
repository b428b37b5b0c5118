namespace Paradyze.Discovery;

/// <summary>The body of <c>POST /register</c>. It replaces the whole record of the instance.</summary>
public sealed record RegistrationRequest
{
    /// <summary>The service's name: dot-separated labels of letters, digits, <c>-</c> and <c>_</c>, 128 characters in all, compared without case.</summary>
    public required string ServiceName { get; init; }

    /// <summary>Where the instance is called: an absolute http or https url without credentials, query or fragment.</summary>
    public required string Url { get; init; }

    /// <summary>Where the instance's health is asked: an absolute http or https url without credentials.</summary>
    public string? Health { get; init; }

    /// <summary>A free JSON object, given back as it was sent. Its <c>version</c> becomes the instance's version.</summary>
    public RawJson? Metadata { get; init; }

    /// <summary>The instance's id: 1 to 128 letters, digits, <c>.</c>, <c>_</c>, <c>:</c> and <c>-</c>; derived from <c>url</c> when left out.</summary>
    public string? InstanceId { get; init; }

    /// <summary>One life of one process. The last registration wins; calls of an earlier generation then change nothing.</summary>
    public string? Generation { get; init; }

    /// <summary>A heartbeat will come within so many seconds, 1 to 86,400; left out means that none is promised.</summary>
    public int? LeaseSeconds { get; init; }

    /// <summary>The failure zone that the instance runs in.</summary>
    public string? Zone { get; init; }

    /// <summary>Labels that readers filter by.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The share of calls relative to the other instances, 0 to 10,000; left out counts as 100.</summary>
    public int? Weight { get; init; }

    /// <summary>Further addresses by name: absolute urls of any scheme with a host, never javascript, file or data.</summary>
    public IReadOnlyDictionary<string, string>? Endpoints { get; init; }

    /// <summary>
    /// How the registry finds out whether the instance works, at most 8 checks. Left out: by its
    /// <c>health</c> when it promises no heartbeat, else not.
    /// </summary>
    public IReadOnlyList<HealthCheck>? Checks { get; init; }
}
