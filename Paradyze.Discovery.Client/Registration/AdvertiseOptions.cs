namespace Paradyze.Discovery.Client;

/// <summary>Where others reach this process. Bound from <c>ServiceDiscovery:Advertise</c>.</summary>
public sealed class AdvertiseOptions
{
    /// <summary>The configuration section that these options are bound from.</summary>
    public const string SectionName = ServiceDiscoveryClientOptions.SectionName + ":Advertise";

    /// <summary>Gets or sets the host that stands in for a wildcard address (<c>http://0.0.0.0:8080</c>).</summary>
    /// <value>
    /// A host name or IP address that others can call. The default is the local address of the socket that reached the registry.
    /// </value>
    public string? Host { get; set; }

    /// <summary>Gets or sets the url to register instead of the addresses that the process listens on.</summary>
    /// <value>An absolute http or https url without credentials, query or fragment. The default is none.</value>
    public string? Url { get; set; }

    /// <summary>
    /// Gets the ports at which others reach the endpoints that the process listens on, where these are mapped, by the endpoint's
    /// name: <c>http</c>, <c>https</c>, <c>http-2</c>.
    /// </summary>
    /// <value>1 to 65,535. The default is the port that the process listens on.</value>
    public IDictionary<string, int> Ports { get; } = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the whole urls of endpoints, by name, in the place of what the process listens on or beside it.</summary>
    /// <value>
    /// Absolute urls without credentials; those called <c>http</c> and <c>https</c> have that scheme. An empty text leaves the
    /// endpoint of that name out. The default is none.
    /// </value>
    public IDictionary<string, string> Endpoints { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}
