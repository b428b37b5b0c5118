using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Paradyze.Discovery.Client;

/// <summary>Says at start which services this process does not look for in the registry.</summary>
internal sealed partial class OverrideAnnouncement(
    IOptions<ServiceDiscoveryClientOptions> options, ILogger<OverrideAnnouncement> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (service, url) in options.Value.Overrides)
        {
            Log.Overridden(logger, service, url);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
