using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Paradyze.LocalHosting.Orchestration;

namespace Paradyze.LocalHosting.ResourceService;

internal static class ResourceServiceExtensions
{
    /// <summary>
    /// Adds what serves the resources to Aspire's dashboard. Add it before what starts them: it listens before that, and until after that has
    /// stopped. Only what it names loads ASP.NET Core; an app host that does not call this never does.
    /// </summary>
    public static void AddResourceService(this IServiceCollection services)
    {
        services.AddSingleton<ReplicaRecords>();
        services.AddSingleton<ConsoleLogs>();
        services.AddSingleton<ApplicationName>();
        services.AddSingleton<IReplicaObserver>(provider => provider.GetRequiredService<ReplicaRecords>());
        services.AddSingleton<IReplicaObserver>(provider => provider.GetRequiredService<ConsoleLogs>());
        services.AddSingleton<ResourceServiceHost>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<ResourceServiceHost>());
    }
}
