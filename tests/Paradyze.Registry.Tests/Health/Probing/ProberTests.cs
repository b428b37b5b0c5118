using Paradyze.Discovery;
using Paradyze.Registry.Health.Asking;
using Paradyze.Registry.Health.Probing;
using Paradyze.Testing;

namespace Paradyze.Registry.Tests.Health.Probing;

/// <summary>Probing on time that stands still until a test lets it pass.</summary>
public sealed class ProberTests : ProbingTest
{
    [Fact]
    public async Task Registered_WithoutLease_IsStartingUntilItsFirstProbeWhichComesAtOnce()
    {
        await Probing.RegisterAsync("a");
        Assert.Equal(Starting, Probing.Status("a"));
        await Probing.TurnAsync();
        Assert.Equal(Up, Probing.Status("a"));
        Assert.Equal(["TCP a.example:80"], Probe.TakeAsked());
    }

    [Fact]
    public async Task Registered_WithLeaseAndWithoutChecks_IsNotProbed()
    {
        await Probing.RegisterAsync("a", plain => plain with { LeaseSeconds = 600 });
        await Probing.PassAsync(60);
        Assert.Equal(("up (lease held)", 0), (Probing.Status("a"), Probe.Count));
    }

    [Fact]
    public async Task Registered_WithLeaseAndChecks_IsProbedAndNeedsBoth()
    {
        await Probing.RegisterAsync("a", plain => plain with { LeaseSeconds = 20, Checks = [new HealthCheck { Type = HealthCheckType.Http, Url = "/healthz" }] });
        Assert.Equal(Starting, Probing.Status("a"));
        await Probing.TurnAsync();
        Assert.Equal(Up, Probing.Status("a"));
        Assert.Equal(["GET http://a.example/healthz"], Probe.TakeAsked());
        await Probing.PassAsync(22);
        Assert.Equal("unhealthy (lease expired)", Probing.Status("a"));
    }

    [Fact]
    public async Task Passing_IsProbedOnceAnInterval()
    {
        await Probing.RegisterAsync("a");
        await Probing.PassAsync(100);
        Assert.InRange(Probe.Count, 9, 12);
    }

    [Fact]
    public async Task Describe_TellsTheNextProbeUnlessItIsUnderWay()
    {
        var whileAsked = new List<DateTimeOffset?>();
        Probe.Meanwhile = _ =>
        {
            whileAsked.Add(Probing.Probes("a").Checks.Single().Next);
            return Task.CompletedTask;
        };
        await Probing.RegisterAsync("a");
        await Probing.TurnAsync();
        Assert.Equal([null], whileAsked);
        var next = Probing.Probes("a").Checks.Single().Next!.Value - Probing.Registry.Time.GetUtcNow();
        Assert.InRange(next, TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(11));
    }

    [Fact]
    public async Task Passing_ForLong_KeepsTheLastTwentyResultsTheLatestFirst()
    {
        await Probing.RegisterAsync("a");
        await Probing.PassAsync(400);
        var results = Probing.Probes("a").Results;
        Assert.Equal(20, results.Count);
        Assert.Equal(results.OrderByDescending(result => result.At), results);
        Assert.InRange(Probing.Registry.Time.GetUtcNow() - results[0].At, TimeSpan.Zero, TimeSpan.FromSeconds(11));
    }

    [Fact]
    public async Task Failing_IsUnhealthyAfterThreeFailuresWhichComeFast()
    {
        await Probing.RegisterAsync("a");
        await Probing.TurnAsync();
        Fail();
        await Probing.PassAsync(16);
        Assert.Equal("unhealthy (probe failing: TCP a.example:80 answered 503)", Probing.Status("a"));
        Pass();
        await Probing.PassAsync(12);
        Assert.Equal(Up, Probing.Status("a"));
    }

    [Fact]
    public async Task Failing_LessThanThreeTimesInARow_StaysUp()
    {
        await Probing.RegisterAsync("a");
        await Probing.TurnAsync();
        for (var i = 0; i < 5; i++)
        {
            Fail();
            while (Probe.TakeAsked().Count == 0) await Probing.PassAsync(1);
            while (Probe.TakeAsked().Count == 0) await Probing.PassAsync(1);
            Pass();
            while (Probe.TakeAsked().Count == 0) await Probing.PassAsync(1);
            Assert.Equal(Up, Probing.Status("a"));
        }
    }

    [Fact]
    public async Task Failing_FromTheStart_IsStartingThenUnhealthy()
    {
        Fail("refused the connection");
        await Probing.RegisterAsync("a");
        await Probing.TurnAsync();
        Assert.Equal(Starting, Probing.Status("a"));
        await Probing.PassAsync(5);
        Assert.Equal("unhealthy (probe failing: TCP a.example:80 refused the connection)", Probing.Status("a"));
    }

    [Fact]
    public async Task Checks_OneCritical_IsUnhealthyByThatOne()
    {
        await Probing.RegisterAsync("a", plain => plain with
        {
            Checks = [new HealthCheck { Type = HealthCheckType.Tcp }, new HealthCheck { Type = HealthCheckType.Http, Url = "/healthz", FailuresBeforeCritical = 1 }],
        });
        Probe.Answer = check => check.StartsWith("GET", StringComparison.Ordinal) ? ProbeReport.Fail("answered 500", "500") : ProbeReport.Pass("took the connection");
        await Probing.TurnAsync();
        Assert.Equal("unhealthy (probe failing: GET http://a.example/healthz answered 500)", Probing.Status("a"));
        var probes = Probing.Probes("a");
        Assert.Equal([CheckVerdict.Passing, CheckVerdict.Critical], probes.Checks.Select(check => check.Verdict));
        Assert.Equal((CheckVerdict.Critical, "probe failing: GET http://a.example/healthz answered 500"), (probes.Verdict!.Value, probes.Reason));
    }

    [Fact]
    public async Task Checks_OneUnspoken_IsStarting()
    {
        await Probing.RegisterAsync("a", plain => plain with { Checks = [new HealthCheck { Type = HealthCheckType.Tcp }, new HealthCheck { Type = HealthCheckType.Http }] });
        Probe.Answer = check => check.StartsWith("GET", StringComparison.Ordinal) ? ProbeReport.Fail("answered 500", "500") : ProbeReport.Pass("took the connection");
        await Probing.TurnAsync();
        Assert.Equal(Starting, Probing.Status("a"));
    }

    [Fact]
    public async Task RegisteredAgain_SameGenerationAndPlan_KeepsItsVerdictAndIsProbedAtOnce()
    {
        await Probing.RegisterAsync("a");
        await Probing.PassAsync(3);
        Probe.TakeAsked();
        await Probing.RegisterAsync("a");
        await Probing.RegisterAsync("a", plain => plain with { Zone = "eu-1" });
        Assert.Equal(Up, Probing.Status("a"));
        await Probing.TurnAsync();
        Assert.Single(Probe.TakeAsked());

        // And not once more for each registration: what was asked just now is not asked again.
        await Probing.RegisterAsync("a", plain => plain with { Zone = "eu-2" });
        await Probing.TurnAsync();
        Assert.Empty(Probe.TakeAsked());
    }

    [Fact]
    public async Task RegisteredAgain_ProbedAtOnce_IsProbedNextAnIntervalLater()
    {
        await Probing.RegisterAsync("a");
        await Probing.PassAsync(3);
        await Probing.RegisterAsync("a", plain => plain with { Zone = "eu-1" });
        await Probing.TurnAsync();
        Assert.Equal(2, Probe.TakeAsked().Count);
        await Probing.PassAsync(8);
        Assert.Empty(Probe.TakeAsked());
        await Probing.PassAsync(4);
        Assert.Single(Probe.TakeAsked());
    }

    [Theory]
    [InlineData("generation")]
    [InlineData("plan")]
    public async Task RegisteredAgain_WithAnother_BeginsAnew(string what)
    {
        await Probing.RegisterAsync("a");
        await Probing.TurnAsync();
        Assert.Equal(Up, Probing.Status("a"));
        await Probing.RegisterAsync("a", plain => what == "plan" ? plain with { Health = "http://a.example/health" } : plain with { Generation = "g2" });
        Assert.Equal((Starting, CheckVerdict.Unspoken), (Probing.Status("a"), Probing.Probes("a").Verdict!.Value));
        Assert.Empty(Probing.Probes("a").Results);
        await Probing.TurnAsync();
        Assert.Equal(Up, Probing.Status("a"));
    }

    [Fact]
    public async Task RegisteredAgain_WhileCritical_StaysUnhealthyUntilAProbePasses()
    {
        Fail();
        await Probing.RegisterAsync("a");
        await Probing.PassAsync(9);
        await Probing.RegisterAsync("a", plain => plain with { Zone = "eu-1" });
        Assert.StartsWith("unhealthy", Probing.Status("a"), StringComparison.Ordinal);
        Pass();
        await Probing.TurnAsync();
        Assert.Equal(Up, Probing.Status("a"));
    }

    [Fact]
    public async Task Unregistered_WhileAProbeIsUnderWay_IsNotProbedOnNorHeardOf()
    {
        await Probing.RegisterAsync("a");
        Probe.Meanwhile = async _ =>
            await Probing.Registry.Registrar.UnregisterAsync(new Paradyze.Registry.Registration.UnregisterRequest(ServiceName.Parse("orders")) { IsAll = true });
        await Probing.TurnAsync();
        Assert.Single(Probe.TakeAsked());
        await Probing.PassAsync(30);
        Assert.Equal(("gone", 0), (Probing.Status("a"), Probe.Count));
    }

    [Fact]
    public async Task Unregistered_BeforeItsTurn_IsNotAsked()
    {
        await Probing.RegisterAsync("a");
        await Probing.Registry.Registrar.UnregisterAsync(new Paradyze.Registry.Registration.UnregisterRequest(ServiceName.Parse("orders")) { IsAll = true });
        await Probing.TurnAsync();
        Assert.Equal(0, Probe.Count);
    }

    [Fact]
    public async Task RegisteredAgain_WithAnotherPlanWhileAProbeIsUnderWay_DoesNotHearOfIt()
    {
        await Probing.RegisterAsync("a", plain => plain with { Checks = [new HealthCheck { Type = HealthCheckType.Tcp, FailuresBeforeCritical = 1 }] });
        Fail();
        Probe.Meanwhile = _ => Probing.RegisterAsync("a");
        Probing.Schedule.Turn();
        Assert.True(Probing.Schedule.Due.TryRead(out var due));
        await Probing.Registry.Get<Prober>().RunAsync(due, TestContext.Current.CancellationToken);
        await Probing.Registry.SettleAsync();
        Assert.Equal(Starting, Probing.Status("a"));
        Assert.Empty(Probing.Probes("a").Results);
    }

    [Fact]
    public async Task RegistryAwayMeanwhile_ResultIsDiscarded()
    {
        await Probing.RegisterAsync("a", plain => plain with { Checks = [new HealthCheck { Type = HealthCheckType.Tcp, FailuresBeforeCritical = 1 }] });
        await Probing.TurnAsync();
        var wasAway = false;
        Probe.Answer = _ =>
        {
            if (wasAway) return ProbeReport.Pass("took the connection");
            wasAway = true;
            Probing.Registry.Time.Advance(TimeSpan.FromMinutes(1));
            return ProbeReport.Fail("did not answer within 2s", "timeout");
        };
        await Probing.PassAsync(12);
        Assert.True(wasAway);
        Assert.Equal(Up, Probing.Status("a"));
        Assert.All(Probing.Probes("a").Results, result => Assert.Equal(ProbeOutcome.Passed, result.Outcome));
    }

    [Fact]
    public async Task Prober_FaultOfItsOwn_IsNoVerdict()
    {
        await Probing.RegisterAsync("a");
        await Probing.TurnAsync();
        Probe.Answer = _ => throw new InvalidTimeZoneException("a mistake");
        await Probing.PassAsync(40);
        Assert.Equal(Up, Probing.Status("a"));
        Assert.InRange(Probe.Count, 3, 6);
    }

    [Fact]
    public async Task Prober_FaultOfItsOwnWhileItStops_EndsNothing()
    {
        await Probing.RegisterAsync("a");
        using var stop = new CancellationTokenSource();
        Probe.Meanwhile = _ => stop.CancelAsync();
        Probe.Answer = _ => throw new InvalidTimeZoneException("a mistake");
        await Probing.TurnAsync(stop.Token);
        Assert.Equal((1, Starting), (Probe.Count, Probing.Status("a")));
    }

    [Fact]
    public async Task Failing_MostAtOnce_IsSuspectAndStaysHandedOut()
    {
        for (var i = 0; i < 20; i++) await Probing.RegisterAsync($"i{i}");
        await Probing.TurnAsync();
        Probe.Answer = check => check.Contains("i7.", StringComparison.Ordinal) ? ProbeReport.Pass("answered 200") : ProbeReport.Fail("did not answer within 2s", "timeout");
        await Probing.PassAsync(30);
        Assert.Equal(("suspect (probe failing: TCP i3.example:80 did not answer within 2s)", Up), (Probing.Status("i3"), Probing.Status("i7")));
        Assert.Equal((19, 20), (Probing.Registry.Count("orders", InstanceStatus.Suspect), Probing.Registry.HandedOut("orders")));
        Pass();
        await Probing.PassAsync(20);
        Assert.Equal(20, Probing.Registry.Count("orders", InstanceStatus.Up));
    }

    [Fact]
    public async Task Restart_SpreadsTheFirstProbesAndKeepsWhatWasUp()
    {
        using var data = new TempFolder();
        await using (var before = await ProbingRegistry.StartAsync(data))
        {
            for (var i = 0; i < 50; i++) await before.RegisterAsync($"i{i}");
            await before.TurnAsync();
        }

        await using var after = await ProbingRegistry.StartAsync(data);
        Assert.Equal(Up, after.Status("i7"));
        var perSecond = new List<int>();
        for (var second = 0; second < 10; second++)
        {
            await after.PassAsync(1);
            perSecond.Add(after.Probe.TakeAsked().Count);
        }

        Assert.Equal(50, perSecond.Sum());
        Assert.All(perSecond, count => Assert.InRange(count, 0, 15));
        Assert.Equal(Up, after.Status("i7"));
    }
}
