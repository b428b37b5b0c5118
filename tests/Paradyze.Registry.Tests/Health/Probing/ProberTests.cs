using Paradyze.Discovery;
using Paradyze.Registry.Health.Asking;
using Paradyze.Registry.Health.Probing;
using Paradyze.Registry.Leases;
using Paradyze.Testing;

namespace Paradyze.Registry.Tests.Health.Probing;

/// <summary>Probing on time that stands still until a test lets it pass.</summary>
public sealed class ProberTests : IAsyncLifetime
{
    private const string Starting = "starting (waits for its first probe)";
    private const string Up = "up (probe passing)";

    private ProbingRegistry _registry = null!;

    private FakeProbe Probe => _registry.Probe;

    public async ValueTask InitializeAsync() => _registry = await ProbingRegistry.StartAsync();

    public ValueTask DisposeAsync() => _registry.DisposeAsync();

    private void Fail(string detail = "answered 503") => Probe.Answer = _ => ProbeReport.Fail(detail, "503");

    private void Pass() => Probe.Answer = _ => ProbeReport.Pass("answered 200");

    [Fact]
    public async Task Registered_WithoutLease_IsStartingUntilItsFirstProbeWhichComesAtOnce()
    {
        await _registry.RegisterAsync("a");
        Assert.Equal(Starting, _registry.Status("a"));
        await _registry.TurnAsync();
        Assert.Equal(Up, _registry.Status("a"));
        Assert.Equal(["TCP a.example:80"], Probe.TakeAsked());
    }

    [Fact]
    public async Task Registered_WithLeaseAndWithoutChecks_IsNotProbed()
    {
        await _registry.RegisterAsync("a", plain => plain with { LeaseSeconds = 600 });
        await _registry.PassAsync(60);
        Assert.Equal(("up (lease held)", 0), (_registry.Status("a"), Probe.Count));
    }

    [Fact]
    public async Task Registered_WithLeaseAndChecks_IsProbedAndNeedsBoth()
    {
        await _registry.RegisterAsync("a", plain => plain with { LeaseSeconds = 20, Checks = [new HealthCheck { Type = HealthCheckType.Http, Url = "/healthz" }] });
        Assert.Equal(Starting, _registry.Status("a"));
        await _registry.TurnAsync();
        Assert.Equal(Up, _registry.Status("a"));
        Assert.Equal(["GET http://a.example/healthz"], Probe.TakeAsked());
        await _registry.PassAsync(22);
        Assert.Equal("unhealthy (lease expired)", _registry.Status("a"));
    }

    [Fact]
    public async Task Passing_IsProbedOnceAnInterval()
    {
        await _registry.RegisterAsync("a");
        await _registry.PassAsync(100);
        Assert.InRange(Probe.Count, 9, 12);
    }

    [Fact]
    public async Task Describe_TellsTheNextProbeUnlessItIsUnderWay()
    {
        var whileAsked = new List<DateTimeOffset?>();
        Probe.Meanwhile = _ =>
        {
            whileAsked.Add(_registry.Probes("a").Checks.Single().Next);
            return Task.CompletedTask;
        };
        await _registry.RegisterAsync("a");
        await _registry.TurnAsync();
        Assert.Equal([null], whileAsked);
        var next = _registry.Probes("a").Checks.Single().Next!.Value - _registry.Registry.Time.GetUtcNow();
        Assert.InRange(next, TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(11));
    }

    [Fact]
    public async Task Passing_ForLong_KeepsTheLastTwentyResultsTheLatestFirst()
    {
        await _registry.RegisterAsync("a");
        await _registry.PassAsync(400);
        var results = _registry.Probes("a").Results;
        Assert.Equal(20, results.Count);
        Assert.Equal(results.OrderByDescending(result => result.At), results);
        Assert.InRange(_registry.Registry.Time.GetUtcNow() - results[0].At, TimeSpan.Zero, TimeSpan.FromSeconds(11));
    }

    [Fact]
    public async Task Failing_IsUnhealthyAfterThreeFailuresWhichComeFast()
    {
        await _registry.RegisterAsync("a");
        await _registry.TurnAsync();
        Fail();
        await _registry.PassAsync(16);
        Assert.Equal("unhealthy (probe failing: TCP a.example:80 answered 503)", _registry.Status("a"));
        Pass();
        await _registry.PassAsync(12);
        Assert.Equal(Up, _registry.Status("a"));
    }

    [Fact]
    public async Task Failing_LessThanThreeTimesInARow_StaysUp()
    {
        await _registry.RegisterAsync("a");
        await _registry.TurnAsync();
        for (var i = 0; i < 5; i++)
        {
            Fail();
            while (Probe.TakeAsked().Count == 0) await _registry.PassAsync(1);
            while (Probe.TakeAsked().Count == 0) await _registry.PassAsync(1);
            Pass();
            while (Probe.TakeAsked().Count == 0) await _registry.PassAsync(1);
            Assert.Equal(Up, _registry.Status("a"));
        }
    }

    [Fact]
    public async Task Failing_FromTheStart_IsStartingThenUnhealthy()
    {
        Fail("refused the connection");
        await _registry.RegisterAsync("a");
        await _registry.TurnAsync();
        Assert.Equal(Starting, _registry.Status("a"));
        await _registry.PassAsync(5);
        Assert.Equal("unhealthy (probe failing: TCP a.example:80 refused the connection)", _registry.Status("a"));
    }

    [Fact]
    public async Task Checks_OneCritical_IsUnhealthyByThatOne()
    {
        await _registry.RegisterAsync("a", plain => plain with
        {
            Checks = [new HealthCheck { Type = HealthCheckType.Tcp }, new HealthCheck { Type = HealthCheckType.Http, Url = "/healthz", FailuresBeforeCritical = 1 }],
        });
        Probe.Answer = check => check.StartsWith("GET", StringComparison.Ordinal) ? ProbeReport.Fail("answered 500", "500") : ProbeReport.Pass("took the connection");
        await _registry.TurnAsync();
        Assert.Equal("unhealthy (probe failing: GET http://a.example/healthz answered 500)", _registry.Status("a"));
        var probes = _registry.Probes("a");
        Assert.Equal([CheckVerdict.Passing, CheckVerdict.Critical], probes.Checks.Select(check => check.Verdict));
        Assert.Equal((CheckVerdict.Critical, "probe failing: GET http://a.example/healthz answered 500"), (probes.Verdict!.Value, probes.Reason));
    }

    [Fact]
    public async Task Checks_OneUnspoken_IsStarting()
    {
        await _registry.RegisterAsync("a", plain => plain with { Checks = [new HealthCheck { Type = HealthCheckType.Tcp }, new HealthCheck { Type = HealthCheckType.Http }] });
        Probe.Answer = check => check.StartsWith("GET", StringComparison.Ordinal) ? ProbeReport.Fail("answered 500", "500") : ProbeReport.Pass("took the connection");
        await _registry.TurnAsync();
        Assert.Equal(Starting, _registry.Status("a"));
    }

    [Fact]
    public async Task RegisteredAgain_SameGenerationAndPlan_KeepsItsVerdictAndIsProbedAtOnce()
    {
        await _registry.RegisterAsync("a");
        await _registry.PassAsync(3);
        Probe.TakeAsked();
        await _registry.RegisterAsync("a");
        await _registry.RegisterAsync("a", plain => plain with { Zone = "eu-1" });
        Assert.Equal(Up, _registry.Status("a"));
        await _registry.TurnAsync();
        Assert.Single(Probe.TakeAsked());

        // And not once more for each registration: what was asked just now is not asked again.
        await _registry.RegisterAsync("a", plain => plain with { Zone = "eu-2" });
        await _registry.TurnAsync();
        Assert.Empty(Probe.TakeAsked());
    }

    [Fact]
    public async Task RegisteredAgain_ProbedAtOnce_IsProbedNextAnIntervalLater()
    {
        await _registry.RegisterAsync("a");
        await _registry.PassAsync(3);
        await _registry.RegisterAsync("a", plain => plain with { Zone = "eu-1" });
        await _registry.TurnAsync();
        Assert.Equal(2, Probe.TakeAsked().Count);
        await _registry.PassAsync(8);
        Assert.Empty(Probe.TakeAsked());
        await _registry.PassAsync(4);
        Assert.Single(Probe.TakeAsked());
    }

    [Theory]
    [InlineData("generation")]
    [InlineData("plan")]
    public async Task RegisteredAgain_WithAnother_BeginsAnew(string what)
    {
        await _registry.RegisterAsync("a");
        await _registry.TurnAsync();
        Assert.Equal(Up, _registry.Status("a"));
        await _registry.RegisterAsync("a", plain => what == "plan" ? plain with { Health = "http://a.example/health" } : plain with { Generation = "g2" });
        Assert.Equal((Starting, CheckVerdict.Unspoken), (_registry.Status("a"), _registry.Probes("a").Verdict!.Value));
        Assert.Empty(_registry.Probes("a").Results);
        await _registry.TurnAsync();
        Assert.Equal(Up, _registry.Status("a"));
    }

    [Fact]
    public async Task RegisteredAgain_WhileCritical_StaysUnhealthyUntilAProbePasses()
    {
        Fail();
        await _registry.RegisterAsync("a");
        await _registry.PassAsync(9);
        await _registry.RegisterAsync("a", plain => plain with { Zone = "eu-1" });
        Assert.StartsWith("unhealthy", _registry.Status("a"), StringComparison.Ordinal);
        Pass();
        await _registry.TurnAsync();
        Assert.Equal(Up, _registry.Status("a"));
    }

    [Fact]
    public async Task Unregistered_WhileAProbeIsUnderWay_IsNotProbedOnNorHeardOf()
    {
        await _registry.RegisterAsync("a");
        Probe.Meanwhile = async _ =>
            await _registry.Registry.Registrar.UnregisterAsync(new Paradyze.Registry.Registration.UnregisterRequest(ServiceName.Parse("orders")) { IsAll = true });
        await _registry.TurnAsync();
        Assert.Single(Probe.TakeAsked());
        await _registry.PassAsync(30);
        Assert.Equal(("gone", 0), (_registry.Status("a"), Probe.Count));
    }

    [Fact]
    public async Task Unregistered_BeforeItsTurn_IsNotAsked()
    {
        await _registry.RegisterAsync("a");
        await _registry.Registry.Registrar.UnregisterAsync(new Paradyze.Registry.Registration.UnregisterRequest(ServiceName.Parse("orders")) { IsAll = true });
        await _registry.TurnAsync();
        Assert.Equal(0, Probe.Count);
    }

    [Fact]
    public async Task RegisteredAgain_WithAnotherPlanWhileAProbeIsUnderWay_DoesNotHearOfIt()
    {
        await _registry.RegisterAsync("a", plain => plain with { Checks = [new HealthCheck { Type = HealthCheckType.Tcp, FailuresBeforeCritical = 1 }] });
        Fail();
        Probe.Meanwhile = _ => _registry.RegisterAsync("a");
        _registry.Schedule.Turn();
        Assert.True(_registry.Schedule.Due.TryRead(out var due));
        await _registry.Registry.Get<Prober>().RunAsync(due, TestContext.Current.CancellationToken);
        await _registry.Registry.SettleAsync();
        Assert.Equal(Starting, _registry.Status("a"));
        Assert.Empty(_registry.Probes("a").Results);
    }

    [Fact]
    public async Task RegistryAwayMeanwhile_ResultIsDiscarded()
    {
        await _registry.RegisterAsync("a", plain => plain with { Checks = [new HealthCheck { Type = HealthCheckType.Tcp, FailuresBeforeCritical = 1 }] });
        await _registry.TurnAsync();
        var wasAway = false;
        Probe.Answer = _ =>
        {
            if (wasAway) return ProbeReport.Pass("took the connection");
            wasAway = true;
            _registry.Registry.Time.Advance(TimeSpan.FromMinutes(1));
            return ProbeReport.Fail("did not answer within 2s", "timeout");
        };
        await _registry.PassAsync(12);
        Assert.True(wasAway);
        Assert.Equal(Up, _registry.Status("a"));
        Assert.All(_registry.Probes("a").Results, result => Assert.Equal(ProbeOutcome.Passed, result.Outcome));
    }

    [Fact]
    public async Task Prober_FaultOfItsOwn_IsNoVerdict()
    {
        await _registry.RegisterAsync("a");
        await _registry.TurnAsync();
        Probe.Answer = _ => throw new InvalidTimeZoneException("a mistake");
        await _registry.PassAsync(40);
        Assert.Equal(Up, _registry.Status("a"));
        Assert.InRange(Probe.Count, 3, 6);
    }

    [Fact]
    public async Task Prober_FaultOfItsOwnWhileItStops_EndsNothing()
    {
        await _registry.RegisterAsync("a");
        using var stop = new CancellationTokenSource();
        Probe.Meanwhile = _ => stop.CancelAsync();
        Probe.Answer = _ => throw new InvalidTimeZoneException("a mistake");
        await _registry.TurnAsync(stop.Token);
        Assert.Equal((1, Starting), (Probe.Count, _registry.Status("a")));
    }

    [Fact]
    public async Task Failing_MostAtOnce_IsSuspectAndStaysHandedOut()
    {
        for (var i = 0; i < 20; i++) await _registry.RegisterAsync($"i{i}");
        await _registry.TurnAsync();
        Probe.Answer = check => check.Contains("i7.", StringComparison.Ordinal) ? ProbeReport.Pass("answered 200") : ProbeReport.Fail("did not answer within 2s", "timeout");
        await _registry.PassAsync(30);
        Assert.Equal(("suspect (probe failing: TCP i3.example:80 did not answer within 2s)", Up), (_registry.Status("i3"), _registry.Status("i7")));
        Assert.Equal((19, 20), (_registry.Registry.Count("orders", InstanceStatus.Suspect), _registry.Registry.HandedOut("orders")));
        Pass();
        await _registry.PassAsync(20);
        Assert.Equal(20, _registry.Registry.Count("orders", InstanceStatus.Up));
    }

    [Fact]
    public async Task Critical_ForItsTime_IsDeregisteredAndBackWhenItAnswers()
    {
        await _registry.RegisterAsync("a");
        await _registry.TurnAsync();
        Fail();
        await _registry.PassAsync(5 * 60);
        Assert.StartsWith("unhealthy", _registry.Status("a"), StringComparison.Ordinal);
        await _registry.PassAsync(30);
        Assert.Equal("gone", _registry.Status("a"));

        Probe.TakeAsked();
        await _registry.PassAsync(10 * 60);
        Assert.InRange(Probe.TakeAsked().Count, 9, 11);
        Pass();
        await _registry.PassAsync(61);
        Assert.Equal(Up, _registry.Status("a"));
        Assert.Equal(Instances.Start, _registry.Find("a")!.State.RegisteredAt);
        await _registry.PassAsync(1);
        Assert.Equal(CheckVerdict.Passing, _registry.Probes("a").Verdict);
        Assert.Equal(["answered 200", "answered 200", "answered 503"], _registry.Probes("a").Results.Take(3).Select(result => result.Detail));
    }

    [Fact]
    public async Task Critical_SeveralChecks_GoesWhenTheFirstOfThemRemovesIt()
    {
        await _registry.RegisterAsync("a", plain => plain with
        {
            LeaseSeconds = 3600,
            Checks =
            [
                new HealthCheck { Type = HealthCheckType.Tcp, FailuresBeforeCritical = 1, Interval = TimeSpan.FromSeconds(40), DeregisterAfter = TimeSpan.FromHours(1) },
                new HealthCheck { Type = HealthCheckType.Http, FailuresBeforeCritical = 1, DeregisterAfter = TimeSpan.FromSeconds(60) },
            ],
        });
        Fail();
        await _registry.PassAsync(50);
        Assert.Equal("unhealthy (probe failing: TCP a.example:80 answered 503)", _registry.Status("a"));

        // How far apart a common failure may show is told by the one that is asked most seldom.
        Assert.Equal(40_000, _registry.Registry.Get<VitalsTable>().Find(new InstanceKey("orders", "a"))!.Probes.Interval);
        await _registry.PassAsync(20);
        Assert.Equal("gone", _registry.Status("a"));
    }

    [Fact]
    public async Task Departed_IsAskedAMinuteLaterFirst()
    {
        await _registry.RegisterAsync("a", plain => plain with { Checks = [new HealthCheck { Type = HealthCheckType.Tcp, DeregisterAfter = TimeSpan.FromSeconds(30) }] });
        Fail();
        for (var second = 0; second < 60 && _registry.Find("a") is not null; second++) await _registry.PassAsync(1);
        Assert.Equal("gone", _registry.Status("a"));
        Probe.TakeAsked();
        await _registry.PassAsync(57);
        Assert.Empty(Probe.TakeAsked());

        // What removed it can still be seen.
        Assert.Equal("answered 503", _registry.Probes("a").Results[0].Detail);
        await _registry.PassAsync(5);
        Assert.Single(Probe.TakeAsked());
    }

    [Theory]
    [InlineData(60)] // it fails, and is not removed yet
    [InlineData(6 * 60)]
    public async Task Departed_WhenAnotherTookItsAddress_IsForgotten(int secondsFailing)
    {
        await _registry.RegisterAsync("a");
        Fail();
        await _registry.PassAsync(secondsFailing);
        await _registry.Registry.Registrar.RegisterAsync(Instances.Registration("products", "a", lease: 3600));
        await _registry.PassAsync((6 * 60) - secondsFailing);
        Assert.Equal("gone", _registry.Status("a"));
        Pass();
        await _registry.PassAsync(120);
        Assert.Equal(("gone", 0), (_registry.Status("a"), _registry.Registry.Catalog.Current.Departed.Count));
    }

    [Fact]
    public async Task Departed_ForADay_IsForgotten()
    {
        await _registry.RegisterAsync("a");
        Fail();
        await _registry.PassAsync(6 * 60);
        Assert.Equal(1, _registry.Registry.Catalog.Current.Departed.Count);
        for (var hour = 0; hour < 24; hour++) await _registry.Registry.SuspendAsync(TimeSpan.FromHours(1));
        await _registry.PassAsync(120);
        Assert.Equal(0, _registry.Registry.Catalog.Current.Departed.Count);
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
