using Paradyze.Discovery;
using Paradyze.Registry.Health;
using Paradyze.Registry.Leases;

namespace Paradyze.Registry.Tests.Leases;

/// <summary>What becomes of a service when many of its instances fall silent at once, simulated second by second.</summary>
public sealed class MassFailureTests : IAsyncLifetime
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private QuietRegistry _registry = null!;

    public async ValueTask InitializeAsync() => _registry = await QuietRegistry.StartAsync();

    public ValueTask DisposeAsync() => _registry.DisposeAsync();

    [Fact]
    public async Task Cut_OfMostForTwoMinutes_DeregistersNobodyAndNeverPilesUpOnTheRest()
    {
        var fleet = await _registry.RegisterAsync("orders", 1000);
        await _registry.PassAsync(s_minute);
        fleet.Take(900).ForAll(member => member.Reaches = false);
        var (least, mostSuspect) = (1000, 0);
        await _registry.PassAsync(2 * s_minute, () =>
        {
            least = Math.Min(least, _registry.HandedOut("orders"));
            mostSuspect = Math.Max(mostSuspect, _registry.Count("orders", InstanceStatus.Suspect));
        });
        Assert.Equal(900, mostSuspect);
        Assert.Equal(1000, _registry.HandedOut("orders"));
        Assert.True(least >= 500, $"{least} of 1000 had to carry everything");
        var hold = Assert.Single(_registry.Guard.Holding);
        Assert.Equal(("orders", null), (hold.Group.ServiceName, hold.Group.Zone));

        fleet.ForAll(member => member.Reaches = true);
        await _registry.PassAsync(s_minute);
        Assert.Equal(1000, _registry.Count("orders", InstanceStatus.Up));
        Assert.Empty(_registry.Guard.Holding);
    }

    [Fact]
    public async Task Death_OfOneOfThree_IsHandedOutToNobodyAfterItsLease()
    {
        var fleet = await _registry.RegisterAsync("orders", 3);
        fleet[0].Reaches = false;
        await _registry.PassAsync(TimeSpan.FromSeconds(32));
        Assert.Equal([InstanceStatus.Unhealthy, InstanceStatus.Up, InstanceStatus.Up], _registry.Statuses("orders"));
        Assert.Equal(2, _registry.HandedOut("orders"));
        await _registry.PassAsync(s_minute);
        Assert.Equal(2, _registry.Statuses("orders").Count());
    }

    [Fact]
    public async Task Death_OfTheOnlyInstance_IsUnhealthyAndLeaves()
    {
        var fleet = await _registry.RegisterAsync("orders", 1);
        fleet[0].Reaches = false;
        await _registry.PassAsync(TimeSpan.FromSeconds(32));
        Assert.Equal([InstanceStatus.Unhealthy], _registry.Statuses("orders"));
        await _registry.PassAsync(s_minute);
        Assert.Null(_registry.Catalog.Find("orders"));
    }

    [Fact]
    public async Task Loss_OfLessThanHalf_IsNotDoubted()
    {
        var fleet = await _registry.RegisterAsync("orders", 1000);
        fleet.Take(400).ForAll(member => member.Reaches = false);
        await _registry.PassAsync(TimeSpan.FromSeconds(35));
        Assert.Equal((400, 600), (_registry.Count("orders", InstanceStatus.Unhealthy), _registry.HandedOut("orders")));
        await _registry.PassAsync(s_minute);
        Assert.Equal(600, _registry.Statuses("orders").Count());
    }

    [Fact]
    public async Task Loss_OfMoreThanHalfForGood_IsDoubtedForTenMinutesThenLeaves()
    {
        var fleet = await _registry.RegisterAsync("orders", 10);
        fleet.Take(6).ForAll(member => member.Reaches = false);
        await _registry.PassAsync(10 * s_minute);
        Assert.Equal((6, 10), (_registry.Count("orders", InstanceStatus.Suspect), _registry.HandedOut("orders")));
        await _registry.PassAsync(TimeSpan.FromSeconds(35));
        Assert.Equal((6, 4), (_registry.Count("orders", InstanceStatus.Unhealthy), _registry.HandedOut("orders")));
        await _registry.PassAsync(s_minute);
        Assert.Equal(4, _registry.Statuses("orders").Count());
    }

    [Fact]
    public async Task Cut_ThatMostSurvive_EndsTheDoubtOfTheOthersAfterAWhile()
    {
        var fleet = await _registry.RegisterAsync("orders", 10);
        fleet.Take(8).ForAll(member => member.Reaches = false);
        await _registry.PassAsync(s_minute);
        Assert.Equal(8, _registry.Count("orders", InstanceStatus.Suspect));

        fleet.Skip(2).ForAll(member => member.Reaches = true);
        await _registry.PassAsync(TimeSpan.FromSeconds(20));
        Assert.Equal((8, 2), (_registry.Count("orders", InstanceStatus.Up), _registry.Count("orders", InstanceStatus.Suspect)));
        await _registry.PassAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(2, _registry.Count("orders", InstanceStatus.Unhealthy));
    }

    [Fact]
    public async Task Cut_AfterACut_IsDoubtedForItsOwnTime()
    {
        var fleet = await _registry.RegisterAsync("orders", 20);
        for (var cut = 0; cut < 2; cut++)
        {
            fleet.ForAll(member => member.Reaches = false);
            await _registry.PassAsync(9 * s_minute);
            Assert.Equal((20, 20), (_registry.Count("orders", InstanceStatus.Suspect), _registry.HandedOut("orders")));
            fleet.ForAll(member => member.Reaches = true);
            await _registry.PassAsync(s_minute);
            Assert.Equal(20, _registry.Count("orders", InstanceStatus.Up));
        }
    }

    [Fact]
    public async Task Cut_WhileStillInDoubt_BeginsTheTimeAgain()
    {
        var fleet = await _registry.RegisterAsync("orders", 20);
        fleet.ForAll(member => member.Reaches = false);
        await _registry.PassAsync(8 * s_minute);

        // Some come back, too few to end the doubt, and are cut off again.
        fleet.Skip(11).ForAll(member => member.Reaches = true);
        await _registry.PassAsync(TimeSpan.FromSeconds(15));
        Assert.Equal(9, _registry.Count("orders", InstanceStatus.Up));
        fleet.ForAll(member => member.Reaches = false);
        await _registry.PassAsync(8 * s_minute);
        Assert.Equal(20, _registry.Count("orders", InstanceStatus.Suspect));
    }

    [Fact]
    public async Task Cut_OfOneZone_LeavesOthersAsTheyAre()
    {
        var a = await _registry.RegisterAsync("orders", 10, zone: "a");
        var b = await _registry.RegisterAsync("orders", 30, zone: "b");
        a.ForAll(member => member.Reaches = false);
        b[0].Reaches = false;
        await _registry.PassAsync(s_minute);
        Assert.Equal(["a"], _registry.Guard.Holding.Select(hold => hold.Group.Zone));
        Assert.Equal((10, 1), (_registry.Count("orders", InstanceStatus.Suspect), _registry.Count("orders", InstanceStatus.Unhealthy)));
    }

    [Fact]
    public async Task Cut_WithLongLeases_IsNoticedAlthoughTheyExpireFarApart()
    {
        var fleet = await _registry.RegisterAsync("orders", 60, lease: 300);
        await _registry.PassAsync(5 * s_minute);
        fleet.ForAll(member => member.Reaches = false);
        await _registry.PassAsync(6 * s_minute);
        Assert.Equal((60, 60), (_registry.Count("orders", InstanceStatus.Suspect), _registry.HandedOut("orders")));
    }

    [Fact]
    public async Task Cut_OfProbedInstances_IsNoticedAlthoughProbesLieFarApart()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _registry.Registrar.RegisterAsync(Instances.Registration("orders", $"i{i}"))));
        var probed = _registry.Catalog.Find("orders")!.Instances.Select(instance => _registry.Get<VitalsTable>().Find(instance.Key)!).ToList();
        probed.ForAll(vitals => Find(vitals, ProbeFindings.Passing));
        await _registry.SettleAsync();
        foreach (var vitals in probed)
        {
            Find(vitals, new ProbeFindings(ProbeVerdict.Critical, "no answer", CriticalSince: 1, DeregisterAfter: long.MaxValue, Interval: 60_000));
            await _registry.PassAsync(TimeSpan.FromSeconds(3));
        }

        Assert.Equal((20, 20), (_registry.Count("orders", InstanceStatus.Suspect), _registry.HandedOut("orders")));
    }

    [Fact]
    public async Task SelfReports_OfMost_AreDoubtedAsWell()
    {
        var fleet = await _registry.RegisterAsync("orders", 10);
        fleet.ForAll(member => member.SelfReport = "database away");
        await _registry.PassAsync(TimeSpan.FromSeconds(20));
        Assert.Equal((10, 10), (_registry.Count("orders", InstanceStatus.Suspect), _registry.HandedOut("orders")));
    }

    [Fact]
    public async Task Drained_AreNotExpectedToBeUp()
    {
        var fleet = await _registry.RegisterAsync("orders", 10);
        foreach (var member in fleet.Take(4))
            await _registry.Registrar.OverrideAsync(new InstanceKey("orders", member.Id), new(InstanceStatus.Draining, Reason: null, Generation: null));
        fleet.Skip(5).ForAll(member => member.Reaches = false);
        await _registry.PassAsync(TimeSpan.FromSeconds(35));

        // Five of the six that were up.
        Assert.Equal((5, 6), (_registry.Count("orders", InstanceStatus.Suspect), _registry.HandedOut("orders")));
    }

    [Fact]
    public async Task Registry_ThatWasSuspended_BlamesItself()
    {
        await _registry.RegisterAsync("orders", 3);
        await _registry.SuspendAsync(5 * s_minute);
        Assert.Equal(3, _registry.Count("orders", InstanceStatus.Up));
        await _registry.PassAsync(5 * s_minute);
        Assert.Equal(3, _registry.Count("orders", InstanceStatus.Up));
    }

    [Fact]
    public async Task Registry_ThatWasSuspended_DoesNotTakeTheDeadForAlive()
    {
        var fleet = await _registry.RegisterAsync("orders", 1);
        fleet[0].Reaches = false;
        await _registry.PassAsync(s_minute);
        await _registry.SuspendAsync(5 * s_minute);
        Assert.Equal(1, _registry.Count("orders", InstanceStatus.Unhealthy));
        await _registry.PassAsync(TimeSpan.FromSeconds(89));
        Assert.Equal(1, _registry.Count("orders", InstanceStatus.Unhealthy));
        await _registry.PassAsync(TimeSpan.FromSeconds(3));
        Assert.Null(_registry.Catalog.Find("orders"));
    }

    [Fact]
    public async Task Registry_ThatWasSuspended_LeavesTheCriticalTheirWholeTime()
    {
        await _registry.Registrar.RegisterAsync(Instances.Registration("orders", "a"));
        var vitals = _registry.Get<VitalsTable>().Find(new InstanceKey("orders", "a"))!;
        Find(vitals, new ProbeFindings(ProbeVerdict.Critical, "no answer", CriticalSince: 1, DeregisterAfter: (long)s_minute.TotalMilliseconds));
        await _registry.SuspendAsync(5 * s_minute);
        await _registry.PassAsync(TimeSpan.FromSeconds(59));
        _registry.Registrar.Reassess(vitals);
        await _registry.SettleAsync();
        Assert.Equal(1, _registry.Count("orders", InstanceStatus.Unhealthy));
        await _registry.PassAsync(TimeSpan.FromSeconds(1));
        _registry.Registrar.Reassess(vitals);
        await _registry.SettleAsync();
        Assert.Null(_registry.Catalog.Find("orders"));
    }

    [Fact]
    public async Task Registry_ThatWasSuspended_GivesAFullPeriodAndNoMore()
    {
        var fleet = await _registry.RegisterAsync("orders", 1);
        fleet[0].Reaches = false;
        await _registry.PassAsync(TimeSpan.FromSeconds(25));
        await _registry.SuspendAsync(s_minute);
        await _registry.PassAsync(TimeSpan.FromSeconds(29));
        Assert.Equal(1, _registry.Count("orders", InstanceStatus.Up));
        await _registry.PassAsync(TimeSpan.FromSeconds(3));
        Assert.Equal(1, _registry.Count("orders", InstanceStatus.Unhealthy));
    }

    private void Find(Vitals vitals, ProbeFindings findings)
    {
        vitals.Probes = findings;
        _registry.Registrar.Reassess(vitals);
    }
}

file static class Fleets
{
    public static void ForAll<T>(this IEnumerable<T> members, Action<T> action)
    {
        foreach (var member in members) action(member);
    }
}
