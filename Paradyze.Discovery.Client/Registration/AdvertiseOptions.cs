namespace Paradyze.Discovery.Client;

/// <summary>Where others reach this process. Bound from <c>ServiceDiscovery:Advertise</c>.</summary>
public sealed class AdvertiseOptions
{
    /// <summary>The configuration section that these options are bound from.</summary>
    public const string SectionName = ServiceDiscoveryClientOptions.SectionName + ":Advertise";

    /// <summary>Gets or sets the host that stands in for a wildcard address (<c>http://0.0.0.0:8080</c>).</summary>
    /// <value>A host name or IP address. The default is the local address of the socket that reached the registry.</value>
    public string? Host { get; set; }

    /// <summary>Gets or sets the url to register instead of the addresses that the process listens on.</summary>
    /// <value>An absolute http or https url without credentials, query or fragment. The default is none.</value>
    public string? Url { get; set; }
}
