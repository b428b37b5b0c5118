using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Paradyze.Discovery.Client;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets a process register itself.</summary>
public static class SelfRegistrationExtensions
{
    /// <summary>
    /// Registers this process once the host has started, keeps its lease, and removes it when the host stops. Where it listens is
    /// told by an <see cref="IListeningAddresses"/>, or by <see cref="AdvertiseOptions.Url"/>.
    /// </summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="configure">Changes the options after the configuration has been bound.</param>
    public static IServiceCollection AddParadyzeSelfRegistration(
        this IServiceCollection services, Action<SelfRegistrationOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddParadyzeDiscovery();
        if (services.All(s => s.ServiceType != typeof(OwnRegistration)))
        {
            services.AddOptions<SelfRegistrationOptions>().Configure<IServiceProvider>(Bind).ValidateOnStart();
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SelfRegistrationOptions>, SelfRegistrationOptionsValidator>());
            services.TryAddSingleton(LeaseRule.Debugger);
            services.TryAddSingleton<InterfaceAddresses>(NetworkInterfaces.AddressesBeside);
            services.AddSingleton<LeaseRule>();
            services.AddSingleton<OwnAddresses>();
            services.AddSingleton<OwnRegistration>();
            services.AddHostedService<SelfRegistration>();
        }

        if (configure is not null) services.Configure(configure);
        return services;
    }

    private static void Bind(SelfRegistrationOptions options, IServiceProvider services)
    {
        if (services.GetService<IConfiguration>() is not { } configuration) return;
        configuration.GetSection(SelfRegistrationOptions.SectionName).Bind(options);
        configuration.GetSection(AdvertiseOptions.SectionName).Bind(options.Advertise);
        options.ServiceName =
            configuration[$"{ServiceDiscoveryClientOptions.SectionName}:{nameof(options.ServiceName)}"] ?? options.ServiceName;
    }
}
