namespace Paradyze.Registry.Health;

/// <summary>Configuration section <c>Registry:Probes</c>: how instances are probed where their checks do not say otherwise.</summary>
internal sealed class ProbeOptions
{
    /// <summary>The time from one probe of a check to the next; a tenth more or less at random.</summary>
    /// <value>Default 10 s; 1 s to 1 hour.</value>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an answer may take.</summary>
    /// <value>Default 2 s; 100 ms to 30 s, and not longer than <see cref="Interval"/>.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>So many probes in a row must fail before a check is critical.</summary>
    /// <value>Default 3; 1 to 100.</value>
    public int FailuresBeforeCritical { get; set; } = 3;

    /// <summary>So many probes in a row must pass before a critical check passes again.</summary>
    /// <value>Default 1; 1 to 100.</value>
    public int SuccessesBeforeUp { get; set; } = 1;

    /// <summary>How long a check is critical before its instance is deregistered.</summary>
    /// <value>Default 5 minutes; 1 s to 30 days.</value>
    public TimeSpan DeregisterAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many probes run at a time; what is due beyond that waits in order.</summary>
    /// <value>Default 256; 1 to 10,000.</value>
    public int MaxInFlight { get; set; } = 256;

    /// <summary>The networks that may be probed, such as <c>10.0.0.0/8</c>.</summary>
    /// <value>Default: all but loopback, and loopback too while the registry itself listens there alone. Link-local and metadata addresses never.</value>
    public IReadOnlyList<string>? AllowedNetworks { get; set; }
}
