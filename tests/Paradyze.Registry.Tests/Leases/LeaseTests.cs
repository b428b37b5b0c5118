using Microsoft.Extensions.DependencyInjection;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Leases;
using Paradyze.Registry.Registration;
using Paradyze.Registry.Tests.Api;
using Paradyze.Testing;
using static Paradyze.Discovery.InstanceStatus;

namespace Paradyze.Registry.Tests.Leases;

public sealed class LeaseTests : IAsyncLifetime
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private QuietRegistry _registry = null!;

    public async ValueTask InitializeAsync() => _registry = await QuietRegistry.StartAsync();

    public ValueTask DisposeAsync() => _registry.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(200)] // further ahead than the wheel turns at once
    [InlineData(86_400)]
    public async Task Lease_NotRenewed_IsUnhealthyRightAfterItsPeriodAndGoneAfterTheGrace(int seconds)
    {
        await RegisterAsync("a", seconds);
        await _registry.PassAsync(seconds * s_second);
        Assert.Equal([Up], Statuses);
        await _registry.PassAsync(s_second);
        Assert.Equal([Unhealthy], Statuses);
        Assert.Equal("lease expired", _registry.Catalog.Find("orders")!.Instances[0].State.Reason);
        await _registry.PassAsync(TimeSpan.FromSeconds(59));
        Assert.Equal([Unhealthy], Statuses);
        await _registry.PassAsync(2 * s_second);
        Assert.Empty(Statuses);
    }

    [Fact]
    public async Task Lease_RenewedAtTheLastMoment_Holds()
    {
        await RegisterAsync("a", 10);
        for (var i = 0; i < 20; i++)
        {
            await _registry.PassAsync(10 * s_second);
            Assert.Equal(HeartbeatResult.Heard, Beat("a"));
        }

        Assert.Equal([Up], Statuses);
    }

    [Fact]
    public async Task Lease_RenewedAfterItsEnd_IsUpAndEndsAPeriodLater()
    {
        await RegisterAsync("a", 10);
        await _registry.PassAsync(20 * s_second);
        Beat("a");
        await _registry.SettleAsync();
        Assert.Equal([Up], Statuses);
        await _registry.PassAsync(11 * s_second);
        Assert.Equal([Unhealthy], Statuses);
    }

    [Fact]
    public async Task Lease_MadeShorterByARegistration_EndsByTheNewPeriod()
    {
        await RegisterAsync("a", 3600);
        await RegisterAsync("a", 10);
        await _registry.PassAsync(11 * s_second);
        Assert.Equal([Unhealthy], Statuses);
    }

    [Fact]
    public async Task Lease_MadeLongerByARegistration_EndsByTheNewPeriod()
    {
        await RegisterAsync("a", 10);
        await RegisterAsync("a", 60);
        await _registry.PassAsync(60 * s_second);
        Assert.Equal([Up], Statuses);
        await _registry.PassAsync(s_second);
        Assert.Equal([Unhealthy], Statuses);
    }

    [Fact]
    public async Task Lease_GivenUpByARegistration_EndsNoMore()
    {
        await RegisterAsync("a", 10);
        await RegisterAsync("a", seconds: null);
        await _registry.PassAsync(200 * s_second);

        // Nobody probes here.
        Assert.Equal([Starting], Statuses);
    }

    [Fact]
    public async Task Vitals_OfOneThatLeftOrBeganAnew_AreGone()
    {
        foreach (var generation in (string[])["first", "second"])
            await _registry.Registrar.RegisterAsync(Instances.Registration("orders", generation, lease: 10) with { Generation = generation });
        var (left, before) = (VitalsOf("first"), VitalsOf("second"));
        await _registry.Registrar.UnregisterAsync(new UnregisterRequest(ServiceName.Parse("orders")) { InstanceId = "first" });
        await _registry.Registrar.RegisterAsync(Instances.Registration("orders", "second", lease: 10) with { Generation = "third" });
        Assert.True(left!.IsGone && before!.IsGone);
        Assert.Null(VitalsOf("first"));
        Assert.False(VitalsOf("second")!.IsGone);
    }

    [Theory]
    [InlineData(Draining)]
    [InlineData(OutOfService)]
    public async Task Lease_OfOneThatWasTakenOut_EndsWithDeregistration(InstanceStatus status)
    {
        await RegisterAsync("a", 10);
        await _registry.Registrar.OverrideAsync(new InstanceKey("orders", "a"), new ValidOverride(status, Reason: null, Generation: null));
        await _registry.PassAsync(70 * s_second);
        Assert.Equal([status], Statuses);
        await _registry.PassAsync(2 * s_second);
        Assert.Empty(Statuses);
    }

    [Fact]
    public async Task Heartbeat_OfAnotherGeneration_ChangesNothing()
    {
        await _registry.Registrar.RegisterAsync(Instances.Registration("orders", "a", lease: 10) with { Generation = "second" });
        Assert.Equal(HeartbeatResult.Superseded, Beat("a", "first", "old and sick"));
        Assert.Equal(HeartbeatResult.Unknown, Beat("b"));
        await _registry.PassAsync(11 * s_second);
        Assert.Equal([Unhealthy], Statuses);
        Assert.Equal(HeartbeatResult.Heard, Beat("a", "second"));
        await _registry.SettleAsync();
        Assert.Equal([Up], Statuses);
    }

    [Fact]
    public async Task Heartbeat_WithSelfReport_CountsAtOnceAndIsNoReasonToDeregister()
    {
        await RegisterAsync("a", 10);
        for (var i = 0; i < 100; i++)
        {
            Beat("a", selfReport: "database away");
            await _registry.PassAsync(s_second);
        }

        var instance = Assert.Single(_registry.Catalog.Find("orders")!.Instances);
        Assert.Equal((Unhealthy, "database away"), (instance.Status, instance.State.Reason));
        Beat("a");
        await _registry.SettleAsync();
        Assert.Equal([Up], Statuses);
    }

    [Fact]
    public async Task Lease_OfOneThatCalledItselfUnhealthyForLong_LeavesItTheWholeGrace()
    {
        await RegisterAsync("a", 10);
        for (var i = 0; i < 100; i++)
        {
            Beat("a", selfReport: "database away");
            await _registry.PassAsync(s_second);
        }

        await _registry.PassAsync(69 * s_second);
        Assert.Equal([Unhealthy], Statuses);
        await _registry.PassAsync(3 * s_second);
        Assert.Empty(Statuses);
    }

    [Fact]
    public async Task Heartbeat_RightAfterTheRegistryWasAway_IsHeard()
    {
        await RegisterAsync("a", 10);
        await _registry.PassAsync(11 * s_second);
        Assert.Equal([Unhealthy], Statuses);
        _registry.Time.Advance(TimeSpan.FromMinutes(1));
        _registry.Time.AutoAdvanceAmount = TimeSpan.FromMilliseconds(1); // between two looks at the clock
        Beat("a");
        await _registry.SettleAsync();
        Assert.Equal([Up], Statuses);
    }

    [Fact]
    public async Task Register_OfAnotherGeneration_IsAnotherLife()
    {
        await _registry.Registrar.RegisterAsync(Instances.Registration("orders", "a", lease: 10) with { Generation = "first" });
        Beat("a", "first", "database away");
        await _registry.SettleAsync();
        await _registry.Registrar.RegisterAsync(Instances.Registration("orders", "a", lease: 60) with { Generation = "second" });
        Assert.Equal(HeartbeatResult.Superseded, Beat("a", "first", "database away"));
        await _registry.PassAsync(60 * s_second);
        Assert.Equal([Up], Statuses);
        await _registry.PassAsync(s_second);
        Assert.Equal([Unhealthy], Statuses);
    }

    [Fact]
    public async Task Restart_UnhealthyStaysAndOthersHaveAFullPeriod()
    {
        using var data = new TempFolder();
        await using (var before = new RegistryServer(data))
        {
            using var client = before.CreateClient();
            foreach (var id in new[] { "sick", "well" })
                await client.SendJsonAsync("/register", $$"""{"serviceName":"orders","url":"http://{{id}}","instanceId":"{{id}}","leaseSeconds":10}""");
            await client.SendJsonAsync("/v1/heartbeats", """{"instances":[{"serviceName":"orders","instanceId":"sick","status":"unhealthy"}]}""");
            await CatalogOf(before).WaitForAsync(3, TestContext.Current.CancellationToken);
        }

        await using var after = await QuietRegistry.StartAsync(data);
        Assert.Equal([Unhealthy, Up], after.Statuses("orders"));
        await after.PassAsync(10 * s_second);
        Assert.Equal([Unhealthy, Up], after.Statuses("orders"));
        await after.PassAsync(s_second);
        Assert.Equal([Unhealthy, Unhealthy], after.Statuses("orders"));
        Assert.Equal(["reported by itself", "lease expired"], after.Catalog.Find("orders")!.Instances.Select(instance => instance.State.Reason));
    }

    private IEnumerable<InstanceStatus> Statuses => _registry.Statuses("orders");

    private Vitals? VitalsOf(string id) => _registry.Get<VitalsTable>().Find(new InstanceKey("orders", id));

    private Task RegisterAsync(string id, int? seconds) => _registry.Registrar.RegisterAsync(Instances.Registration("orders", id, seconds));

    private HeartbeatResult Beat(string id, string? generation = null, string? selfReport = null) =>
        _registry.Beat("orders", id, generation, selfReport);

    private static ServiceCatalog CatalogOf(RegistryServer server) => server.Services.GetRequiredService<ServiceCatalog>();
}
