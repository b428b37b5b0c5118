using System.Net;
using Microsoft.Extensions.Options;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Health.Asking;
using Paradyze.Registry.Health.Plans;
using Paradyze.Registry.Health.Policy;
using Paradyze.Registry.Health.Probing;
using Paradyze.Registry.Security;

namespace Paradyze.Registry.Health;

internal static class ProbeServices
{
    /// <summary>Adds what probes instances, from the plan to the connection. After the vitals, which hear of a commit first.</summary>
    public static void AddProbes(this IServiceCollection services)
    {
        services.AddSingleton<ProbePlanner>();
        services.AddSingleton<ProbeSchedule>();
        services.AddSingleton<ICommitObserver>(provider => provider.GetRequiredService<ProbeSchedule>());

        services.AddSingleton<MeasuredProbe>();
        services.AddSingleton<IProbe, Probe>();
        services.AddSingleton<HttpProbe>();
        services.AddSingleton<TcpProbe>();
        services.AddSingleton<GrpcProbe>();
        services.AddSingleton<ProbeHttp>();
        services.AddSingleton<ProbeConnector>();
        services.AddSingleton<IHostLookup>(provider => new HostLookup(Dns.GetHostAddresses, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ProbePolicy(
            provider.GetRequiredService<IOptions<RegistryOptions>>().Value.Probes.AllowedNetworks is { } networks ? [.. networks.Select(IPNetwork.Parse)] : null,
            isLoopbackAllowed: provider.GetService<LoopbackHosts>() is { IsRequired: true }));
    }
}
