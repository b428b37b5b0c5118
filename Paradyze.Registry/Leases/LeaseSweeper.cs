using Microsoft.Extensions.Options;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Registration;

namespace Paradyze.Registry.Leases;

/// <summary>Looks at every lease once an interval and hands the commit loop those whose status is no longer right.</summary>
internal sealed class LeaseSweeper(ServiceCatalog catalog, LeaseTable leases, CommitLoop loop, TimeProvider time, IOptions<RegistryOptions> options)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Leases.SweepInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) Sweep();
    }

    private void Sweep()
    {
        var current = catalog.Current;
        leases.RemoveAllBut(current);
        foreach (var instance in current.Services.SelectMany(service => service.Instances))
        {
            var lease = leases.StateOf(instance);
            if (lease.IsGraceOver || StatusPolicy.Evaluate(instance, lease).Status != instance.Status) loop.Reassess(instance.Key);
        }
    }
}
