using Paradyze.Discovery.Client;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the discovery client to a service collection.</summary>
public static class ServiceDiscoveryClientExtensions
{
    /// <summary>
    /// Adds <see cref="ServiceDiscoveryClient"/>, <see cref="ServiceResolver"/> and a provider for
    /// Microsoft.Extensions.ServiceDiscovery that stands before all others. Further calls only add configuration.
    /// </summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="configure">Changes the options after the configuration section <c>ServiceDiscovery</c> has been bound.</param>
    public static IServiceCollection AddParadyzeDiscovery(
        this IServiceCollection services, Action<ServiceDiscoveryClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (configure is not null) services.Configure(configure);
        return services;
    }
}
