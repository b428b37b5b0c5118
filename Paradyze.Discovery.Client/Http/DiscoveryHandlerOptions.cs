namespace Paradyze.Discovery.Client;

/// <summary>Which hosts the handler of one HttpClient takes for services.</summary>
public sealed class DiscoveryHandlerOptions
{
    /// <summary>Gets or sets whether dotted hosts are services too.</summary>
    /// <value>
    /// The default is <see langword="false"/>: a dotted host belongs to DNS, and whoever registers such a name in the registry
    /// must not be sent what is meant for it.
    /// </value>
    public bool AllowDottedNames { get; set; }
}
