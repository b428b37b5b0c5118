using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Paradyze.Discovery;
using Paradyze.Registry.Health.Asking;
using Paradyze.Registry.Registration;
using Paradyze.Registry.Tests.Health.Probing;

namespace Paradyze.Registry.Tests.Leases;

/// <summary>Whose failure the guard takes for a part of a cut: of those alone that were up until then.</summary>
public sealed class DoubtTests : ProbingTest
{
    private QuietRegistry Registry => Probing.Registry;

    [Fact]
    public async Task Drained_ThatDieWithOneThatWasUp_AreNoCut()
    {
        var fleet = await Registry.RegisterAsync("orders", 10);
        foreach (var member in fleet.Take(6)) await DrainAsync(member.Id);
        foreach (var member in fleet.Take(7)) member.Reaches = false;
        using var trips = CollectTrips();
        await Registry.PassAsync(TimeSpan.FromSeconds(35));
        Assert.Equal((1, 3), (Registry.Count("orders", InstanceStatus.Unhealthy), Registry.HandedOut("orders")));
        Assert.Empty(trips.GetMeasurementSnapshot());
    }

    [Fact]
    public async Task Drained_RightAfterTheyFailed_AreNoCut()
    {
        var fleet = await Registry.RegisterAsync("orders", 6);
        Report(fleet.Take(5), "database away");
        await Registry.SettleAsync();
        foreach (var member in fleet.Take(4)) await DrainAsync(member.Id);
        await Registry.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal((1, 1), (Registry.Count("orders", InstanceStatus.Unhealthy), Registry.HandedOut("orders")));
    }

    [Fact]
    public async Task Deployed_ThatNeverWorked_AreNoCut()
    {
        for (var i = 0; i < 4; i++) await Probing.RegisterAsync($"good{i}");
        await Probing.TurnAsync();
        Probe.Answer = words => words.Contains("bad", StringComparison.Ordinal) ? ProbeReport.Fail("answered 500", "500") : ProbeReport.Pass("answered 200");
        for (var i = 0; i < 6; i++) await Probing.RegisterAsync($"bad{i}");
        await Probing.PassAsync(20);
        Assert.Equal((6, 4), (Registry.Count("orders", InstanceStatus.Unhealthy), Registry.HandedOut("orders")));
    }

    [Fact]
    public async Task Starting_AreNoneOfThoseThatWereUp()
    {
        var fleet = await Registry.RegisterAsync("orders", 6);
        Fail();
        for (var i = 0; i < 6; i++) await Probing.RegisterAsync($"new{i}", plain => plain with { Checks = [new HealthCheck { Type = HealthCheckType.Tcp, FailuresBeforeCritical = 100 }] });
        foreach (var member in fleet) member.Reaches = false;
        await Probing.PassAsync(35);
        Assert.Equal((6, 6), (Registry.Count("orders", InstanceStatus.Suspect), Registry.HandedOut("orders")));
    }

    [Fact]
    public async Task Dead_WhenTheRegistryWasAway_AreNoCutWhenTheirTimeIsOver()
    {
        var fleet = await Registry.RegisterAsync("orders", 10);
        foreach (var member in fleet.Take(6))
        {
            member.Reaches = false;
            await Registry.PassAsync(TimeSpan.FromSeconds(11));
        }

        await Registry.SuspendAsync(TimeSpan.FromMinutes(5));
        var dead = Registry.Count("orders", InstanceStatus.Unhealthy);
        Assert.InRange(dead, 2, 6);
        await Registry.PassAsync(TimeSpan.FromSeconds(35));
        Assert.Equal(0, Registry.Count("orders", InstanceStatus.Suspect));
        Assert.Equal(4, Registry.HandedOut("orders"));
    }

    [Fact]
    public async Task Cut_ThatGoesOn_IsOne()
    {
        var fleet = await Registry.RegisterAsync("orders", 1000);
        await Registry.PassAsync(TimeSpan.FromMinutes(1));
        foreach (var member in fleet.Take(990)) member.Reaches = false;
        using var trips = CollectTrips();
        await Registry.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(990, Registry.Count("orders", InstanceStatus.Suspect));
        Assert.Equal(1, trips.GetMeasurementSnapshot().EvaluateAsCounter());
    }

    [Fact]
    public async Task Guard_WhenAllAreBack_EndsAtOnce()
    {
        var fleet = await Registry.RegisterAsync("orders", 10);
        Report(fleet, "database away");
        await Registry.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(10, Registry.Count("orders", InstanceStatus.Suspect));
        Report(fleet, null);
        await Registry.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Empty(Registry.Guard.Holding);
    }

    [Fact]
    public async Task Guard_ThatEnded_DoubtsThoseThatItGaveUpNoMore()
    {
        var fleet = await Registry.RegisterAsync("orders", 12);
        Report(fleet.Take(8), "database away");
        await Registry.PassAsync(TimeSpan.FromSeconds(1));
        Report(fleet.Skip(2), null);
        for (var second = 0; second < 60 && Registry.Guard.Holding.Any(); second++) await Registry.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(2, Registry.Count("orders", InstanceStatus.Unhealthy));

        // In the very moment of its end.
        Report(fleet.Skip(3), "database away");
        await Registry.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal((2, 9), (Registry.Count("orders", InstanceStatus.Unhealthy), Registry.Count("orders", InstanceStatus.Suspect)));
    }

    [Fact]
    public async Task Guard_WhenMostAreBackAnew_WaitsAnew()
    {
        var fleet = await Registry.RegisterAsync("orders", 10);
        Report(fleet.Take(8), "database away");
        await Registry.PassAsync(TimeSpan.FromSeconds(1));
        Report(fleet.Take(6), null);
        await Registry.PassAsync(TimeSpan.FromSeconds(20));
        Report(fleet.Take(4), "database away");
        await Registry.PassAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(6, Registry.Count("orders", InstanceStatus.Suspect));
        Report(fleet.Take(4), null);
        await Registry.PassAsync(TimeSpan.FromSeconds(25));
        Assert.Equal(2, Registry.Count("orders", InstanceStatus.Suspect));
        await Registry.PassAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(2, Registry.Count("orders", InstanceStatus.Unhealthy));
    }

    [Fact]
    public async Task Register_WhileSuspectByItsProbe_StaysSuspect()
    {
        for (var i = 0; i < 10; i++) await Probing.RegisterAsync($"i{i}");
        await Probing.TurnAsync();
        Fail("did not answer within 2s");
        await Probing.PassAsync(30);
        Assert.Equal(10, Registry.Count("orders", InstanceStatus.Suspect));

        await Probing.RegisterAsync("i3");
        await Probing.RegisterAsync("i4", plain => plain with { Weight = 7 });
        Assert.Equal((10, 10), (Registry.Count("orders", InstanceStatus.Suspect), Registry.HandedOut("orders")));
    }

    [Fact]
    public async Task Register_WithoutTheCheckThatFailed_FailsWithTheOthersNextTime()
    {
        var fleet = await Registry.RegisterAsync("orders", 5);
        Fail();
        await Probing.RegisterAsync(fleet[0].Id, plain => plain with { LeaseSeconds = 30, Checks = [new HealthCheck { Type = HealthCheckType.Tcp, FailuresBeforeCritical = 1 }] });
        await Probing.TurnAsync();
        Assert.Equal(1, Registry.Count("orders", InstanceStatus.Unhealthy));
        await Probing.RegisterAsync(fleet[0].Id, plain => plain with { LeaseSeconds = 30 });
        Assert.Equal(5, Registry.Count("orders", InstanceStatus.Up));
        Report(fleet, "database away");
        await Registry.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(5, Registry.Count("orders", InstanceStatus.Suspect));
    }

    [Fact]
    public async Task Zone_OfOneThatFails_IsTheOneThatItIsInNow()
    {
        var fleet = await Registry.RegisterAsync("orders", 5);
        foreach (var member in fleet.Take(2)) await Probing.RegisterAsync(member.Id, plain => plain with { LeaseSeconds = 30, Checks = [new HealthCheck { Type = HealthCheckType.Tcp, FailuresBeforeCritical = 1 }] });
        await Probing.TurnAsync();
        Fail();
        await Probing.PassAsync(12);
        foreach (var member in fleet.Take(2)) await Probing.RegisterAsync(member.Id, plain => plain with { LeaseSeconds = 30, Zone = "b", Checks = [new HealthCheck { Type = HealthCheckType.Tcp, FailuresBeforeCritical = 1 }] });
        Report(fleet.Skip(2), "database away");
        await Registry.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(5, Registry.Count("orders", InstanceStatus.Unhealthy));
    }

    private MetricCollector<long> CollectTrips() => new(Registry.Get<IMeterFactory>(), RegistryMeter.Name, "paradyze.registry.guard.trips");

    private void Report(IEnumerable<QuietRegistry.Member> members, string? selfReport)
    {
        foreach (var member in members)
        {
            member.SelfReport = selfReport;
            Registry.Beat("orders", member.Id, selfReport: member.SelfReport);
        }
    }

    private Task DrainAsync(string id) =>
        Registry.Registrar.OverrideAsync(new InstanceKey("orders", id), new ValidOverride(InstanceStatus.Draining, Reason: null, Generation: null));
}
