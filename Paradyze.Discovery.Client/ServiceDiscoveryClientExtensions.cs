using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.ServiceDiscovery;
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
        if (services.All(s => s.ServiceType != typeof(ServiceResolver)))
        {
            services.AddClientOptions().AddRegistry().AddResolution().AddEndpointProvider();
        }

        if (configure is not null) services.Configure(configure);
        return services;
    }

    private static IServiceCollection AddClientOptions(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<EnvironmentVariables>(_ => Environment.GetEnvironmentVariable);
        services.TryAddSingleton(s => new HostFacts(s.GetService<IHostEnvironment>(), s.GetRequiredService<EnvironmentVariables>()));
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<ServiceDiscoveryClientOptions>, ServiceDiscoveryClientOptionsValidator>());
        services.AddOptions<ServiceDiscoveryClientOptions>()
            .Configure<IServiceProvider>((options, s) =>
                s.GetService<IConfiguration>()?.GetSection(ServiceDiscoveryClientOptions.SectionName).Bind(options))
            .PostConfigure<EnvironmentVariables>((options, environment) =>
            {
                if (environment(ServiceDiscoveryClientOptions.RegistryUrlVariable) is { Length: > 0 } url) options.RegistryUrl = url;
            })
            .ValidateOnStart();
        services.AddHostedService<OverrideAnnouncement>();
        return services;
    }

    private static IServiceCollection AddRegistry(this IServiceCollection services)
    {
        services.AddLogging().AddMetrics();
        services.AddSingleton<ClientInstruments>();
        services.AddSingleton<RegistryConnection>();
        services.AddSingleton<RegistryApi>();
        services.AddSingleton(s => new ServiceDiscoveryClient(s.GetRequiredService<RegistryApi>(), s.GetRequiredService<ServiceResolver>()));
        return services;
    }

    private static IServiceCollection AddResolution(this IServiceCollection services)
    {
        services.AddSingleton<OverrideSource>();
        services.AddSingleton<RegistrySource>();
        services.AddSingleton<EnvironmentSource>();
        services.AddSingleton(s => new ConfigurationSource(s.GetService<IConfiguration>()));
        services.AddSingleton<LocalDefaultSource>();
        services.AddSingleton<SourceChain>();
        services.AddSingleton<SnapshotLocation>();
        services.AddSingleton<SnapshotStore>();
        services.AddSingleton<EndpointCache>();
        services.TryAddSingleton<RefreshLoop>();
        services.AddSingleton<ServiceFetch>();
        services.AddSingleton<FirstAnswer>();
        services.AddSingleton<RegistryPoller>();
        services.TryAddSingleton(new EndpointPicker(Random.Shared));
        services.AddSingleton(s => new ServiceResolver(
            s.GetRequiredService<EndpointCache>(),
            s.GetRequiredService<RegistryPoller>(),
            s.GetRequiredService<EndpointPicker>(),
            s.GetRequiredService<ClientInstruments>()));
        return services;
    }

    // Providers are asked in the order of registration, and the built-in ones take what they can: ours goes first even when
    // they are there already.
    private static IServiceCollection AddEndpointProvider(this IServiceCollection services)
    {
        var provider = ServiceDescriptor.Singleton<IServiceEndpointProviderFactory, RegistryEndpointProviderFactory>();
        var others = services.FirstOrDefault(s => s.ServiceType == typeof(IServiceEndpointProviderFactory));
        services.Insert(others is null ? services.Count : services.IndexOf(others), provider);
        return services;
    }
}
