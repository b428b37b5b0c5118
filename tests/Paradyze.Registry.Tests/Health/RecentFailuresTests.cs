using Paradyze.Registry.Health;
using Paradyze.Registry.Leases;

namespace Paradyze.Registry.Tests.Health;

public sealed class RecentFailuresTests
{
    private const long Window = 10_000;

    private readonly RecentFailures _recent = new(Window);
    private readonly Vitals _vitals = new(Instances.Of("orders", "a")) { FailingSince = 100, FailedFromUp = true };

    [Fact]
    public void Add_Twice_IsOne()
    {
        _recent.Add(_vitals);
        _recent.Add(_vitals);
        Assert.Equal(new RecentFailure(_vitals, 100, Window), Assert.Single(_recent.All));
    }

    [Fact]
    public void Add_RecoveredBefore_IsNone()
    {
        _vitals.FailingSince = 0;
        _recent.Add(_vitals);
        Assert.Empty(_recent.All);
    }

    [Fact]
    public void Add_NotUpBefore_IsNone()
    {
        _vitals.FailedFromUp = false;
        _recent.Add(_vitals);
        Assert.Empty(_recent.All);
    }

    [Fact]
    public void Add_AfterAnotherFailureOfTheSame_IsTheLater()
    {
        _recent.Add(_vitals);
        _vitals.FailingSince = 300;
        _recent.Add(_vitals);
        Assert.Equal([300L], _recent.All.Select(failure => failure.Since));
    }

    [Theory]
    [InlineData(null, 0, Window)]
    [InlineData(27, 0, Window)]
    [InlineData(300, 0, 100_000)]
    [InlineData(300, 100_000, 110_000)]
    public void Add_LongLeaseOrInterval_TakesThePlaceOfTheWindow(int? lease, long interval, long window)
    {
        _vitals.Instance = Instances.Of("orders", "a", lease);
        _vitals.Probes = new ProbeFindings(ProbeVerdict.Critical, Interval: interval);
        _recent.Add(_vitals);
        Assert.Equal(window, Assert.Single(_recent.All).Window);
    }

    [Fact]
    public void Forget_JudgedInTheMomentItFailed_IsForgotten()
    {
        _recent.Add(_vitals);
        _vitals.FailedFromUp = false;
        _recent.Forget(now: 100, graceFrom: 0);
        Assert.Empty(_recent.All);
    }

    [Theory]
    [InlineData(100, 1)]
    [InlineData(101, 0)]
    public void Forget_BeganBeforeTheRegistryWasAway_IsForgotten(long graceFrom, int left)
    {
        _recent.Add(_vitals);
        _recent.Forget(now: 200, graceFrom);
        Assert.Equal(left, _recent.All.Count);
    }

    [Theory]
    [InlineData(100, false, 100 + Window, 1)]
    [InlineData(100, false, 101 + Window, 0)]
    [InlineData(0, false, 200, 0)]
    [InlineData(150, false, 200, 0)]
    [InlineData(100, true, 200, 0)]
    public void Forget_LeavesThoseThatStillFailForAShortTime(long failingSince, bool isGone, long now, int left)
    {
        _recent.Add(_vitals);
        (_vitals.FailingSince, _vitals.IsGone) = (failingSince, isGone);
        _recent.Forget(now, graceFrom: 0);
        Assert.Equal(left, _recent.All.Count);
    }
}
