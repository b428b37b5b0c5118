using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Health;
using Paradyze.Registry.Leases;
using Paradyze.Registry.Registration;
using Paradyze.Registry.Tests.Leases;
using Paradyze.Testing;

namespace Paradyze.Registry.Tests.Registration;

/// <summary>Instances that their probe removed, and that are still known.</summary>
public sealed class DepartedTests : IAsyncLifetime
{
    private static readonly InstanceKey s_key = new("orders", "a");
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private readonly TempFolder _data = new();
    private QuietRegistry _registry = null!;

    public async ValueTask InitializeAsync()
    {
        _registry = await QuietRegistry.StartAsync(_data);
        await RegisterAsync("a");
        await DepartAsync(s_key);
    }

    public async ValueTask DisposeAsync()
    {
        await _registry.DisposeAsync();
        _data.Dispose();
    }

    [Fact]
    public void Depart_OfTheOnlyInstance_IsShownToNobody()
    {
        Assert.Null(_registry.Catalog.Find("orders"));
        Assert.Equal((0, 0, 1), (Current.ServiceCount, Current.InstanceCount, Current.Departed.Count));
        Assert.Empty(Current.Services);
        Assert.Equal(Instances.Start + s_minute, Current.Departed.Find(s_key)!.State.DepartedAt);
    }

    [Fact]
    public async Task Depart_OfOneThatPromisesHeartbeats_IsNotWaitedFor()
    {
        await _registry.Registrar.RegisterAsync(Instances.Registration("orders", "b", lease: 3600));
        await DepartAsync(new InstanceKey("orders", "b"));
        Assert.Equal((0, 1), (Current.InstanceCount, Current.Departed.Count));
    }

    [Fact]
    public async Task Return_IsUpAsItWasRegistered()
    {
        await _registry.Registrar.ReturnAsync(s_key);
        var back = Assert.Single(_registry.Catalog.Find("orders")!.Instances);
        Assert.Equal((InstanceStatus.Up, "probe passing", Instances.Start), (back.Status, back.State.Reason, back.State.RegisteredAt));
        Assert.StartsWith("""{"serviceName":"orders","instanceId":"a","url":"http://a.example","status":"up",""", Text(back), StringComparison.Ordinal);
        Assert.DoesNotContain("departedAt", Text(back), StringComparison.Ordinal);
        Assert.Equal(0, Current.Departed.Count);
    }

    [Theory]
    [InlineData(InstanceStatus.OutOfService)]
    [InlineData(InstanceStatus.Draining)]
    public async Task Return_OfOneThatAnOperatorTookOut_IsNotHandedOut(InstanceStatus said)
    {
        var key = new InstanceKey("orders", "b");
        await RegisterAsync("b");
        await _registry.Registrar.OverrideAsync(key, new ValidOverride(said, Reason: "bad disk", Generation: null));
        await DepartAsync(key);
        await _registry.Registrar.ReturnAsync(key);
        Assert.Equal((said, "bad disk"), (_registry.Catalog.Find(key)!.Status, _registry.Catalog.Find(key)!.State.Reason));
        Assert.Equal(0, _registry.HandedOut("orders"));
    }

    [Fact]
    public async Task Return_ToAServiceWrittenOtherwiseSince_IsGuardedWithTheOthers()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => _registry.Registrar.RegisterAsync(Instances.Registration("ORDERS", $"b{i}", lease: 3600))));
        await _registry.Registrar.ReturnAsync(s_key);
        foreach (var instance in _registry.Catalog.Find("orders")!.Instances) _registry.Beat("orders", instance.Key.InstanceId, selfReport: "database away");
        await _registry.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(5, _registry.Count("orders", InstanceStatus.Suspect));
        Assert.Single(_registry.Guard.Holding);
    }

    [Fact]
    public async Task Forget_IsGone()
    {
        await _registry.Registrar.ForgetAsync(s_key);
        await _registry.Registrar.ReturnAsync(s_key);
        Assert.Equal((0, 0), (Current.InstanceCount, Current.Departed.Count));
    }

    [Fact]
    public async Task Register_OfTheSameId_IsNewAndNobodyIsWaitedFor()
    {
        Assert.True((await RegisterAsync("a")).IsNew);
        Assert.Equal((1, 0), (Current.InstanceCount, Current.Departed.Count));
    }

    [Fact]
    public async Task Register_OfAnotherIdAtTheSameUrl_TakesItsPlace()
    {
        await _registry.Registrar.RegisterAsync(Instances.Registration("orders", "b") with { Url = new Uri("http://a.example/"), WrittenUrl = "http://a.example/" });
        Assert.Equal((1, 0), (Current.InstanceCount, Current.Departed.Count));
    }

    [Fact]
    public async Task Unregister_OfOneThatDeparted_RemovesItForGood()
    {
        var outcome = await _registry.Registrar.UnregisterAsync(new UnregisterRequest(ServiceName.Parse("orders")));
        Assert.Equal((UnregisterResult.Removed, "a"), (outcome.Result, outcome.Instances.Single().Key.InstanceId));
        Assert.Equal(0, Current.Departed.Count);
    }

    [Fact]
    public async Task Unregister_ByNameWithOneLeft_IsNotAmbiguous()
    {
        await RegisterAsync("b");
        var outcome = await _registry.Registrar.UnregisterAsync(new UnregisterRequest(ServiceName.Parse("orders")));
        Assert.Equal(UnregisterResult.Removed, outcome.Result);
        Assert.Equal((0, 0), (Current.InstanceCount, Current.Departed.Count));
    }

    [Theory]
    [InlineData(1)] // after every byte there is a snapshot, so that it is read back from one
    [InlineData(1_000_000)]
    public async Task Restart_StillWaitsForIt(long snapshotBytes)
    {
        await _registry.DisposeAsync();
        for (var i = 0; i < 2; i++)
        {
            _registry = await QuietRegistry.StartAsync(_data, snapshotBytes);
            await RegisterAsync("b");
            Assert.Equal((1, 1), (Current.InstanceCount, Current.Departed.Count));
            await _registry.Registrar.UnregisterAsync(new UnregisterRequest(ServiceName.Parse("orders")) { InstanceId = "b" });
            if (i == 0) await _registry.DisposeAsync();
        }

        await _registry.Registrar.ReturnAsync(s_key);
        Assert.Equal(["orders/a@8"], Current.Describe());
    }

    private CatalogSnapshot Current => _registry.Catalog.Current;

    private static string Text(RegisteredInstance instance) => System.Text.Encoding.UTF8.GetString(instance.Utf8);

    private Task<RegisterOutcome> RegisterAsync(string id) => _registry.Registrar.RegisterAsync(Instances.Registration("orders", id));

    private async Task DepartAsync(InstanceKey key)
    {
        var vitals = _registry.Get<VitalsTable>().Find(key)!;
        vitals.Probes = new ProbeFindings(ProbeVerdict.Critical, "probe failing", CriticalSince: 1, DeregisterAfter: (long)s_minute.TotalMilliseconds);
        _registry.Registrar.Reassess(vitals);
        await _registry.PassAsync(s_minute);
        _registry.Registrar.Reassess(vitals);
        await _registry.SettleAsync();
    }
}
