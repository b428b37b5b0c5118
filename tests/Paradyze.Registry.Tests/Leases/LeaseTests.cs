using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Leases;
using Paradyze.Registry.Tests.Api;
using Paradyze.Testing;

namespace Paradyze.Registry.Tests.Leases;

public sealed class LeaseTests : RegistryTest
{
    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(10.0, false, false)]
    [InlineData(10.1, true, false)]
    [InlineData(70.0, true, false)]
    [InlineData(70.1, true, true)]
    public void StateOf_AfterSilence_ExpiresAfterThePeriodAndIsOverAfterTheGrace(double seconds, bool isExpired, bool isGraceOver)
    {
        var time = new FakeTimeProvider();
        var leases = new LeaseTable(time, Options.Create(new RegistryOptions()));
        var instance = Instances.Of("orders", "a", lease: 10);
        leases.Renew(instance.Key());
        time.Advance(TimeSpan.FromSeconds(seconds));
        var state = leases.StateOf(instance);
        Assert.Equal((isExpired, isGraceOver), (state.IsExpired, state.IsGraceOver));
    }

    [Fact]
    public void StateOf_NeverHeard_HasAFullPeriodFromTheFirstLook()
    {
        var time = new FakeTimeProvider();
        var leases = new LeaseTable(time, Options.Create(new RegistryOptions()));
        var instance = Instances.Of("orders", "a", lease: 10);
        Assert.False(leases.StateOf(instance).Lease.IsHeard);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.False(leases.StateOf(instance).IsExpired);
        time.Advance(s_tick);
        Assert.True(leases.StateOf(instance).IsExpired);
    }

    [Fact]
    public async Task Lease_NotRenewed_BecomesUnhealthyThenLeaves()
    {
        await RegisterAsync("orders", "http://localhost:1", ""","leaseSeconds":10""");
        await RegisterAsync("products", "http://localhost:2");

        var unhealthy = await AdvanceToAsync(2);
        Assert.Equal((InstanceStatus.Unhealthy, "lease expired"), (unhealthy.Find("orders")!.Instances[0].Status, unhealthy.Find("orders")!.Instances[0].StatusReason));
        Assert.Equal(503, (await Client.ReadAsync("/services/orders")).Status);

        Assert.Null((await AdvanceToAsync(3)).Find("orders"));
        Assert.Equal(InstanceStatus.Up, Catalog.Current.Find("products")!.Instances[0].Status);
    }

    [Fact]
    public async Task Lease_RenewedAfterExpiry_IsUpAgain()
    {
        await RegisterAsync("orders", "http://localhost:1", ""","instanceId":"a","leaseSeconds":10""");
        await AdvanceToAsync(1);
        await Client.SendJsonAsync("/v1/heartbeats", """{"instances":[{"serviceName":"orders","instanceId":"a"}]}""");
        var state = await Catalog.WaitForAsync(3, TestContext.Current.CancellationToken);
        Assert.Equal(InstanceStatus.Up, state.Find("orders")!.Instances[0].Status);
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

        await using var after = new RegistryServer(data);
        var catalog = CatalogOf(after);
        Assert.Equal([("sick", InstanceStatus.Unhealthy), ("well", InstanceStatus.Up)], Statuses(catalog.Current));

        // The first change after the restart is the expiry of the silent one, not a revival of the sick one.
        await AdvanceAsync(after.Time, catalog.WaitForAsync(4, TestContext.Current.CancellationToken));
        Assert.Equal([("sick", InstanceStatus.Unhealthy), ("well", InstanceStatus.Unhealthy)], Statuses(catalog.Current));
    }

    private static ServiceCatalog CatalogOf(RegistryServer server) => server.Services.GetRequiredService<ServiceCatalog>();

    private static IEnumerable<(string, InstanceStatus)> Statuses(CatalogSnapshot state) =>
        state.Find("orders")!.Instances.Select(i => (i.InstanceId, i.Status));

    /// <summary>Lets time pass until so many more commits have happened.</summary>
    private Task<CatalogSnapshot> AdvanceToAsync(int commits) => AdvanceAsync(Server.Time, Catalog.WaitForAsync(commits + 1, TestContext.Current.CancellationToken));

    private static async Task<CatalogSnapshot> AdvanceAsync(FakeTimeProvider time, Task<CatalogSnapshot> awaited)
    {
        // Each second is given to the sweep before the next comes, for an hour of it at most.
        for (var second = 0; second < 3600 && !awaited.IsCompleted; second++)
        {
            time.Advance(s_tick);
            await Task.WhenAny(awaited, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken));
        }

        return await awaited;
    }
}
