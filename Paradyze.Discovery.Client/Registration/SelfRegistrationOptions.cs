namespace Paradyze.Discovery.Client;

/// <summary>
/// How this process registers itself. Bound from <c>ServiceDiscovery:SelfRegistration</c>, with the name from
/// <c>ServiceDiscovery:ServiceName</c> and the address from <c>ServiceDiscovery:Advertise</c>.
/// </summary>
public sealed class SelfRegistrationOptions
{
    /// <summary>The configuration section that these options are bound from.</summary>
    public const string SectionName = ServiceDiscoveryClientOptions.SectionName + ":SelfRegistration";

    /// <summary>Gets or sets whether the process registers itself.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets the name to register under (<c>ServiceDiscovery:ServiceName</c>).</summary>
    /// <value>
    /// A <see cref="Discovery.ServiceName"/>. The default is <c>OTEL_SERVICE_NAME</c>, else the application's name in lower case.
    /// </value>
    public string? ServiceName { get; set; }

    /// <summary>Gets where others reach this process (<c>ServiceDiscovery:Advertise</c>).</summary>
    public AdvertiseOptions Advertise { get; } = new();

    /// <summary>Gets or sets the instance's id.</summary>
    /// <value>See <see cref="Discovery.InstanceId.Rule"/>. The default is left to the registry, which derives it from the url.</value>
    public string? InstanceId { get; set; }

    /// <summary>Gets or sets within which time the registry expects a heartbeat; one is sent every third of it.</summary>
    /// <value>
    /// 1 second to 1 day, in whole seconds. The default is 30 seconds, in Development 10 seconds; in Development with a debugger
    /// attached it is 10 minutes, so that a breakpoint does not end it.
    /// </value>
    public TimeSpan? LeaseDuration { get; set; }

    /// <summary>Gets or sets the version to register, as <c>metadata.version</c>.</summary>
    /// <value>The default is the informational version of the entry assembly.</value>
    public string? Version { get; set; }

    /// <summary>Gets or sets the failure zone that this process runs in.</summary>
    /// <value>The default is none.</value>
    public string? Zone { get; set; }

    /// <summary>Gets the labels that readers filter by.</summary>
    public IList<string> Tags { get; } = [];

    /// <summary>Gets or sets the share of calls relative to the other instances.</summary>
    /// <value>0 to 10,000. The default, <see langword="null"/>, counts as 100.</value>
    public int? Weight { get; set; }

    /// <summary>Gets further text to publish in the metadata, by key.</summary>
    public IDictionary<string, string> Metadata { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
