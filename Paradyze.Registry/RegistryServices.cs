using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Paradyze.Discovery;
using Paradyze.Registry.Api;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Health;
using Paradyze.Registry.Health.Probing;
using Paradyze.Registry.Journal;
using Paradyze.Registry.Journal.JsonFile;
using Paradyze.Registry.Leases;
using Paradyze.Registry.Registration;

namespace Paradyze.Registry;

internal static class RegistryServices
{
    /// <summary>Adds what a registry consists of, in the order in which it starts: it stops in the opposite order.</summary>
    public static IServiceCollection AddRegistry(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(RegistryOptions.SectionName);
        services.AddOptions<RegistryOptions>()
            .Configure(_ => CheckTexts(section))
            .Bind(section)
            .Configure(options => options.Data = RegistryOptions.DataIn(configuration))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<RegistryOptions>, RegistryOptionsValidator>();
        services.AddSingleton<IValidateOptions<RegistryOptions>, ProbeOptionsValidator>();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(Random.Shared);

        services.AddSingleton<ServiceCatalog>();
        services.AddSingleton<RegistryMeter>();
        services.AddSingleton<IJournalFiles, DiskFiles>();
        services.AddSingleton<JsonFileJournal>();
        services.AddSingleton<InMemoryJournal>();
        services.AddSingleton<IJournal>(provider => provider.GetRequiredService<IOptions<RegistryOptions>>().Value.Journal.Kind switch
        {
            JournalKind.Memory => provider.GetRequiredService<InMemoryJournal>(),
            _ => provider.GetRequiredService<JsonFileJournal>(),
        });
        services.AddSingleton<LivenessClock>();
        services.AddSingleton<LeaseWheel>();
        services.AddSingleton<VitalsTable>();
        services.AddSingleton<ICommitObserver>(provider => provider.GetRequiredService<VitalsTable>());
        services.AddProbes();
        services.AddSingleton<MassFailureGuard>();
        services.AddSingleton<HealthReports>();
        services.AddSingleton<Assessor>();
        services.AddSingleton<CommitLoop>();
        services.AddSingleton<LifeSigns>();
        services.AddSingleton<Registrar>();
        services.AddSingleton<Departures>();
        services.AddHostedService<CatalogFollower>();
        services.AddHostedService(provider => provider.GetRequiredService<CommitLoop>());
        services.AddHostedService<CommitTrial>();
        services.AddHostedService<LivenessSweeper>();
        services.AddHostedService<Prober>();
        services.AddHostedService<UnreadAnswers>();
        return services;
    }

    private static void CheckTexts(IConfigurationSection section)
    {
        if (OptionTexts.Faults(section, typeof(RegistryOptions)).ToList() is { Count: > 0 } faults)
            throw new OptionsValidationException(RegistryOptions.SectionName, typeof(RegistryOptions), faults);
    }

    public static IServiceCollection AddRegistryApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, DiscoveryJsonContext.Wire);

            // A number is never text on the wire, and the OpenAPI document would say that it may be.
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        services.AddExceptionHandler<ProblemHandler>();
        services.AddOpenApi(options => options.AddSchemaTransformer(WireSchema.DescribeAsync));
        return services;
    }

    public static void MapRegistryApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("").AddEndpointFilter<RouteGroupBuilder, RevisionFilter>();
        api.MapRegistration();
        api.MapServices();
        api.MapV1();
        api.MapInstances();
        api.MapChecks();
        api.MapGuards();
        api.MapRegistryHealth();
        api.MapOpenApi();
    }
}
