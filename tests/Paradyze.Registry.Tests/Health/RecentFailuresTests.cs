using Paradyze.Registry.Health;
using Paradyze.Registry.Leases;

namespace Paradyze.Registry.Tests.Health;

public sealed class RecentFailuresTests
{
    private const long Window = 10_000;

    private readonly RecentFailures _recent = new();
    private readonly Vitals _vitals = new(Instances.Of("orders", "a")) { FailingSince = 100 };

    [Fact]
    public void Add_Twice_IsOne()
    {
        _recent.Add(_vitals);
        _recent.Add(_vitals);
        Assert.Equal((1, 100), (_recent.Count, _recent.Earliest));
    }

    [Fact]
    public void Add_RecoveredBefore_IsNone()
    {
        _vitals.FailingSince = 0;
        _recent.Add(_vitals);
        Assert.Equal(0, _recent.Count);
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
        _recent.Forget(now, Window);
        Assert.Equal(left, _recent.Count);
    }
}
