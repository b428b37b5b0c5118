namespace Paradyze.Discovery;

/// <summary>The body of <c>POST /unregister</c>.</summary>
public sealed record UnregistrationRequest
{
    /// <summary>The service's name.</summary>
    public required string ServiceName { get; init; }

    /// <summary>Which instance; left out together with <c>url</c>, the only one that is not unhealthy is meant.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Which instance, by its url.</summary>
    public string? Url { get; init; }

    /// <summary>Removes the instance only while it is of this generation.</summary>
    public string? Generation { get; init; }

    /// <summary>Removes every instance of the service.</summary>
    public bool? All { get; init; }
}

/// <summary>The answer to <c>POST /unregister</c>.</summary>
public sealed record UnregistrationResponse
{
    /// <summary>The service's name.</summary>
    public required string ServiceName { get; init; }

    /// <summary>The instances that were removed, as they last were.</summary>
    public required IReadOnlyList<ServiceInstance> Removed { get; init; }
}
