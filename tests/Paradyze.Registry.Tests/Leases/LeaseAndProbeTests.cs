using Paradyze.Discovery;
using Paradyze.Registry.Leases;
using Paradyze.Registry.Tests.Health.Probing;

namespace Paradyze.Registry.Tests.Leases;

/// <summary>Instances that promise heartbeats and are probed, at a time or one after the other.</summary>
public sealed class LeaseAndProbeTests : ProbingTest
{
    [Fact]
    public async Task Lease_OfOneThatWasCritical_LeavesItTheWholeGrace()
    {
        await RegisterWithCheckAsync();
        Fail();
        await Probing.PassAsync(60);
        Assert.Equal("unhealthy (probe failing: TCP a.example:80 answered 503)", Probing.Status("a"));
        await Probing.PassAsync(89);
        Assert.NotNull(Probing.Find("a"));
        await Probing.PassAsync(4);
        Assert.Null(Probing.Find("a"));
    }

    [Fact]
    public async Task Lease_PromisedByOneThatWasCritical_EndsByItsPeriod()
    {
        Fail();
        await Probing.RegisterAsync("a");
        await Probing.PassAsync(20);
        await Probing.RegisterAsync("a", plain => plain with { LeaseSeconds = 10 });
        Assert.Equal("up (lease held)", Probing.Status("a"));
        await Probing.PassAsync(11);
        Assert.Equal("unhealthy (lease expired)", Probing.Status("a"));
    }

    [Fact]
    public async Task Away_ProbePassedBefore_IsNoSignOfLife()
    {
        await RegisterWithCheckAsync();
        await Probing.PassAsync(91);
        Assert.Equal("unhealthy (lease expired)", Probing.Status("a"));
        await Probing.Registry.SuspendAsync(TimeSpan.FromMinutes(1));
        Probing.Registry.Registrar.Reassess(Probing.Registry.Get<VitalsTable>().Find(new InstanceKey("orders", "a"))!);
        await Probing.Registry.SettleAsync();
        Assert.Equal("unhealthy (lease expired)", Probing.Status("a"));

        // One that passes since is.
        await Probing.PassAsync(12);
        Assert.Equal("up (probe passing)", Probing.Status("a"));
    }

    /// <summary>With a lease of 90 s, so that a check of 10 s speaks long before it ends.</summary>
    private async Task RegisterWithCheckAsync()
    {
        await Probing.RegisterAsync("a", plain => plain with { LeaseSeconds = 90, Checks = [new HealthCheck { Type = HealthCheckType.Tcp }] });
        await Probing.TurnAsync();
    }
}
