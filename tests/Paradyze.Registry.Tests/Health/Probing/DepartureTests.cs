using Paradyze.Discovery;
using Paradyze.Registry.Leases;

namespace Paradyze.Registry.Tests.Health.Probing;

/// <summary>Instances that their own probes remove, and what becomes of them then.</summary>
public sealed class DepartureTests : ProbingTest
{
    [Fact]
    public async Task Critical_ForItsTime_IsDeregisteredAndBackWhenItAnswers()
    {
        await Probing.RegisterAsync("a");
        await Probing.TurnAsync();
        Fail();
        await Probing.PassAsync(5 * 60);
        Assert.StartsWith("unhealthy", Probing.Status("a"), StringComparison.Ordinal);
        await Probing.PassAsync(30);
        Assert.Equal("gone", Probing.Status("a"));

        Probe.TakeAsked();
        await Probing.PassAsync(10 * 60);
        Assert.InRange(Probe.TakeAsked().Count, 9, 11);
        Pass();
        await Probing.PassAsync(61);
        Assert.Equal(Up, Probing.Status("a"));
        Assert.Equal(Instances.Start, Probing.Find("a")!.State.RegisteredAt);
        await Probing.PassAsync(1);
        Assert.Equal(CheckVerdict.Passing, Probing.Probes("a").Verdict);
        Assert.Equal(["answered 200", "answered 200", "answered 503"], Probing.Probes("a").Results.Take(3).Select(result => result.Detail));
    }

    [Fact]
    public async Task Critical_SeveralChecks_GoesWhenTheFirstOfThemRemovesIt()
    {
        await Probing.RegisterAsync("a", plain => plain with
        {
            LeaseSeconds = 3600,
            Checks =
            [
                new HealthCheck { Type = HealthCheckType.Tcp, FailuresBeforeCritical = 1, Interval = TimeSpan.FromSeconds(40), DeregisterAfter = TimeSpan.FromHours(1) },
                new HealthCheck { Type = HealthCheckType.Http, FailuresBeforeCritical = 1, DeregisterAfter = TimeSpan.FromSeconds(60) },
            ],
        });
        Fail();
        await Probing.PassAsync(50);
        Assert.Equal("unhealthy (probe failing: TCP a.example:80 answered 503)", Probing.Status("a"));

        // How far apart a common failure may show is told by the one that is asked most seldom.
        Assert.Equal(40_000, Probing.Registry.Get<VitalsTable>().Find(new InstanceKey("orders", "a"))!.Probes.Interval);
        await Probing.PassAsync(20);
        Assert.Equal("gone", Probing.Status("a"));
    }

    [Fact]
    public async Task Departed_IsAskedAMinuteLaterFirst()
    {
        await Probing.RegisterAsync("a", plain => plain with { Checks = [new HealthCheck { Type = HealthCheckType.Tcp, DeregisterAfter = TimeSpan.FromSeconds(30) }] });
        Fail();
        for (var second = 0; second < 60 && Probing.Find("a") is not null; second++) await Probing.PassAsync(1);
        Assert.Equal("gone", Probing.Status("a"));
        Probe.TakeAsked();
        await Probing.PassAsync(57);
        Assert.Empty(Probe.TakeAsked());

        // What removed it can still be seen.
        Assert.Equal("answered 503", Probing.Probes("a").Results[0].Detail);
        await Probing.PassAsync(5);
        Assert.Single(Probe.TakeAsked());
    }

    [Theory]
    [InlineData(60)] // it fails, and is not removed yet
    [InlineData(6 * 60)]
    public async Task Departed_WhenAnotherTookItsAddress_IsForgotten(int secondsFailing)
    {
        await Probing.RegisterAsync("a");
        Fail();
        await Probing.PassAsync(secondsFailing);
        await Probing.Registry.Registrar.RegisterAsync(Instances.Registration("products", "a", lease: 3600));
        await Probing.PassAsync((6 * 60) - secondsFailing);
        Assert.Equal("gone", Probing.Status("a"));
        Pass();
        await Probing.PassAsync(120);
        Assert.Equal(("gone", 0), (Probing.Status("a"), Probing.Registry.Catalog.Current.Departed.Count));
    }

    [Fact]
    public async Task Departed_ForADay_IsForgotten()
    {
        await Probing.RegisterAsync("a");
        Fail();
        await Probing.PassAsync(6 * 60);
        Assert.Equal(1, Probing.Registry.Catalog.Current.Departed.Count);
        for (var hour = 0; hour < 24; hour++) await Probing.Registry.SuspendAsync(TimeSpan.FromHours(1));
        await Probing.PassAsync(120);
        Assert.Equal(0, Probing.Registry.Catalog.Current.Departed.Count);
    }
}
