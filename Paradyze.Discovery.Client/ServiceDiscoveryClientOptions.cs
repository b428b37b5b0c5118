namespace Paradyze.Discovery.Client;

/// <summary>
/// How this process finds services. Bound from the configuration section <c>ServiceDiscovery</c>; the environment variable
/// <c>SERVICE_REGISTRY_URL</c> wins over all of it.
/// </summary>
public sealed class ServiceDiscoveryClientOptions
{
    /// <summary>The configuration section that these options are bound from.</summary>
    public const string SectionName = "ServiceDiscovery";

    /// <summary>The environment variable that overrides <see cref="RegistryUrl"/>.</summary>
    public const string RegistryUrlVariable = "SERVICE_REGISTRY_URL";

    /// <summary>Gets or sets the registry's url. Several registries are separated by <c>;</c> and tried in turn.</summary>
    /// <value>Absolute http or https urls without credentials, query or fragment. The default is <c>http://localhost:3999</c>.</value>
    public string RegistryUrl { get; set; } = "http://localhost:3999";

    /// <summary>Gets the urls that stand in for services, for this process alone: they win over every other source.</summary>
    /// <value>Absolute http or https urls by service name. Refused in Production, see <see cref="AllowOverridesInProduction"/>.</value>
    public IDictionary<string, string> Overrides { get; } = new Dictionary<string, string>(ServiceName.Comparer);

    /// <summary>Gets or sets whether <see cref="Overrides"/> may be used where the environment is Production.</summary>
    /// <value>The default is <see langword="false"/>: the host then refuses to start with overrides.</value>
    public bool AllowOverridesInProduction { get; set; }

    /// <summary>Gets the urls used when no other source knows the service, in environment Development only.</summary>
    /// <value>Absolute http or https urls by service name.</value>
    public IDictionary<string, string> LocalDefaults { get; } = new Dictionary<string, string>(ServiceName.Comparer);

    /// <summary>Gets or sets how often each name in use is asked for again.</summary>
    /// <value>100 milliseconds to 1 minute. The default is 2 seconds, give or take a tenth.</value>
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets or sets how long the first resolution of a name waits for the registry.</summary>
    /// <value>0 to 30 seconds. The default is 1 second. While the registry is known to be away nothing waits.</value>
    public TimeSpan FirstResolutionTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets how long one request to one registry may take.</summary>
    /// <value>100 milliseconds to 1 minute. The default is 2 seconds.</value>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets or sets after how long without use a name is no longer refreshed.</summary>
    /// <value>10 seconds to 1 day. The default is 5 minutes.</value>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Gets or sets how long the last known good instances of a service are used when a registry that started anew does not
    /// know it yet.
    /// </summary>
    /// <value>0 to 1 hour. The default is 60 seconds.</value>
    public TimeSpan NewEpochGrace { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets or sets the file that keeps the last known good instances over a restart.</summary>
    /// <value>
    /// A file path; an empty text keeps nothing. The default, <see langword="null"/>, is a file of the application's own in the
    /// user's cache folder.
    /// </value>
    public string? SnapshotPath { get; set; }
}
