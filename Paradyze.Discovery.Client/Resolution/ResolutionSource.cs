namespace Paradyze.Discovery.Client;

/// <summary>Who may know where a service is, in the order in which they are asked.</summary>
public enum ResolutionSource
{
    /// <summary><c>ServiceDiscovery:Overrides:{name}</c>, for this process alone.</summary>
    Override,

    /// <summary>The registry, or what it last said.</summary>
    Registry,

    /// <summary>The environment variable <c>{SERVICE_NAME}_URL</c>.</summary>
    Environment,

    /// <summary>The configuration section <c>Services:{name}</c>.</summary>
    Configuration,

    /// <summary><c>ServiceDiscovery:LocalDefaults:{name}</c>, in environment Development only.</summary>
    LocalDefault,
}
