using Microsoft.Extensions.DependencyInjection;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Health;
using Paradyze.Registry.Health.Probing;
using Paradyze.Registry.Journal;
using Paradyze.Registry.Leases;
using Paradyze.Registry.Registration;
using Paradyze.Registry.Tests.Leases;

namespace Paradyze.Registry.Tests.Registration;

/// <summary>What was found of an instance, decided in the same batch as its next registration.</summary>
public sealed class ReassessTests : IAsyncLifetime
{
    private static readonly InstanceKey s_key = new("orders", "a");

    private QuietRegistry _registry = null!;

    public async ValueTask InitializeAsync()
    {
        _registry = await QuietRegistry.StartAsync();
        await _registry.Registrar.RegisterAsync(Instances.Registration("orders", "a") with { Generation = "first" });
        Vitals.Probes = new ProbeFindings(ProbeVerdict.Critical, "probe failing", CriticalSince: 1, DeregisterAfter: 1000);
        _registry.Registrar.Reassess(Vitals);
        await _registry.SettleAsync();
        await _registry.PassAsync(TimeSpan.FromSeconds(2));
    }

    public ValueTask DisposeAsync() => _registry.DisposeAsync();

    [Fact]
    public void Decide_NothingRegisteredMeanwhile_Deregisters() =>
        Assert.True(Assert.Single(Reassess(new CatalogDraft(_registry.Catalog.Current))).IsDeparted);

    [Theory]
    [InlineData("second", null, InstanceStatus.Starting)]
    [InlineData("second", 30, InstanceStatus.Up)]
    [InlineData("first", 30, InstanceStatus.Up)]
    [InlineData("first", null, InstanceStatus.Unhealthy)] // probed on as before
    public void Decide_AfterARegistration_SaysNothingOfIt(string generation, int? lease, InstanceStatus status)
    {
        var draft = new CatalogDraft(_registry.Catalog.Current);
        var registration = Instances.Registration("orders", "a", lease) with { Generation = generation, Zone = "b" };
        var register = new RegisterRequest(registration, _registry.Get<ProbeSchedule>(), _registry.Get<Assessor>(), _registry.Time);
        foreach (var change in register.Decide(draft).Changes) draft.Apply(change, revision: 9);
        Assert.Empty(Reassess(draft));
        Assert.Equal(status, draft.Find(s_key)!.Status);
    }

    [Fact]
    public void Override_AfterARegistration_IsNotJudgedByTheLifeBefore()
    {
        var draft = new CatalogDraft(_registry.Catalog.Current);
        var assessor = _registry.Get<Assessor>();
        var registration = Instances.Registration("orders", "a") with { Generation = "second" };
        var register = new RegisterRequest(registration, _registry.Get<ProbeSchedule>(), assessor, _registry.Time);
        foreach (var change in register.Decide(draft).Changes) draft.Apply(change, revision: 9);
        foreach (var said in (InstanceStatus[])[InstanceStatus.Draining, InstanceStatus.Up])
        {
            var set = new OverrideRequest(s_key, new ValidOverride(said, Reason: null, Generation: null), assessor);
            foreach (var change in set.Decide(draft).Changes) draft.Apply(change, revision: 9);
        }

        Assert.Equal(InstanceStatus.Starting, draft.Find(s_key)!.Status);
    }

    [Fact]
    public async Task Heartbeat_WhileARegistrationIsWritten_IsNotForgotten()
    {
        var journal = new GatedJournal(new InMemoryJournal(_registry.Time));
        await using var registry = await QuietRegistry.StartAsync(configure: services => services.AddSingleton<IJournal>(journal));
        await registry.Registrar.RegisterAsync(Instances.Registration("orders", "b", lease: 30));
        journal.Close();
        var registered = registry.Registrar.RegisterAsync(Instances.Registration("orders", "b", lease: 30) with { Zone = "b" });
        registry.Beat("orders", "b", selfReport: "database away");
        journal.Open();
        await registered;
        await registry.SettleAsync();
        var instance = Assert.Single(registry.Catalog.Find("orders")!.Instances);
        Assert.Equal((InstanceStatus.Unhealthy, "database away", "b"), (instance.Status, instance.State.Reason, instance.Zone));
    }

    [Fact]
    public async Task Register_WhenItIsToBeDeregistered_FindsNothingBeforeItsCommit()
    {
        var journal = new GatedJournal(new InMemoryJournal(_registry.Time));
        await using var registry = await QuietRegistry.StartAsync(configure: services => services.AddSingleton<IJournal>(journal));
        await registry.Registrar.RegisterAsync(Instances.Registration("orders", "b", lease: 1));
        await registry.PassAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(1, registry.Count("orders", InstanceStatus.Unhealthy));
        journal.Close();
        var other = registry.Registrar.RegisterAsync(Instances.Registration("orders", "c"));
        await journal.Reached;
        var registered = registry.Registrar.RegisterAsync(Instances.Registration("orders", "b", lease: 1));
        var waiting = registry.Get<CommitLoop>().Waiting;
        journal.Open();
        await other;
        Assert.Equal(1, waiting);
        Assert.False((await registered).IsNew);
        await registry.SettleAsync();
        Assert.Equal(0, registry.Count("orders", InstanceStatus.Unhealthy));
    }

    private Vitals Vitals => _registry.Get<VitalsTable>().Find(s_key)!;

    private IEnumerable<RegisteredInstance> Reassess(CatalogDraft draft) =>
        new ReassessRequest(s_key, _registry.Get<Assessor>(), _registry.Time).Decide(draft).Changes.Select(change => change.Instance!);
}
