using Paradyze.Discovery;
using Paradyze.Registry.Health.Asking;
using Paradyze.Registry.Leases;
using Paradyze.Registry.Tests.Health.Probing;

namespace Paradyze.Registry.Tests.Leases;

/// <summary>Instances that promise heartbeats and are probed, at a time or one after the other.</summary>
public sealed class LeaseAndProbeTests : IAsyncLifetime
{
    private ProbingRegistry _registry = null!;

    public async ValueTask InitializeAsync() => _registry = await ProbingRegistry.StartAsync();

    public ValueTask DisposeAsync() => _registry.DisposeAsync();

    [Fact]
    public async Task Lease_OfOneThatWasCritical_LeavesItTheWholeGrace()
    {
        await RegisterWithCheckAsync();
        Fail();
        await _registry.PassAsync(60);
        Assert.Equal("unhealthy (probe failing: TCP a.example:80 answered 503)", _registry.Status("a"));
        await _registry.PassAsync(89);
        Assert.NotNull(_registry.Find("a"));
        await _registry.PassAsync(4);
        Assert.Null(_registry.Find("a"));
    }

    [Fact]
    public async Task Lease_PromisedByOneThatWasCritical_EndsByItsPeriod()
    {
        Fail();
        await _registry.RegisterAsync("a");
        await _registry.PassAsync(20);
        await _registry.RegisterAsync("a", plain => plain with { LeaseSeconds = 10 });
        Assert.Equal("up (lease held)", _registry.Status("a"));
        await _registry.PassAsync(11);
        Assert.Equal("unhealthy (lease expired)", _registry.Status("a"));
    }

    [Fact]
    public async Task Away_ProbePassedBefore_IsNoSignOfLife()
    {
        await RegisterWithCheckAsync();
        await _registry.PassAsync(91);
        Assert.Equal("unhealthy (lease expired)", _registry.Status("a"));
        await _registry.Registry.SuspendAsync(TimeSpan.FromMinutes(1));
        _registry.Registry.Registrar.Reassess(_registry.Registry.Get<VitalsTable>().Find(new InstanceKey("orders", "a"))!);
        await _registry.Registry.SettleAsync();
        Assert.Equal("unhealthy (lease expired)", _registry.Status("a"));

        // One that passes since is.
        await _registry.PassAsync(12);
        Assert.Equal("up (probe passing)", _registry.Status("a"));
    }

    private void Fail() => _registry.Probe.Answer = _ => ProbeReport.Fail("answered 503", "503");

    /// <summary>With a lease of 90 s, so that a check of 10 s speaks long before it ends.</summary>
    private async Task RegisterWithCheckAsync()
    {
        await _registry.RegisterAsync("a", plain => plain with { LeaseSeconds = 90, Checks = [new HealthCheck { Type = HealthCheckType.Tcp }] });
        await _registry.TurnAsync();
    }
}
