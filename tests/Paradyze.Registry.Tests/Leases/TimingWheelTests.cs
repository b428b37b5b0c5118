using Paradyze.Registry.Leases;

namespace Paradyze.Registry.Tests.Leases;

public sealed class TimingWheelTests
{
    private const long Tick = 100;
    private const long Turn = 512 * Tick;

    private readonly TimingWheel<string> _wheel = new(Tick, (_, _) => true);

    [Theory]
    [InlineData(1)]
    [InlineData(Tick)]
    [InlineData(Tick + 1)]
    [InlineData(Turn - 1)]
    [InlineData(Turn)]
    [InlineData(Turn + 1)]
    [InlineData((10 * Turn) + 7)]
    public void TurnTo_StepByStep_GivesItOnceWithinATickOfItsMoment(long due)
    {
        _wheel.Add("a", due);
        for (var now = 0L; now < due; now += Tick / 4) Assert.Empty(TurnTo(now));
        Assert.Equal(["a"], Enumerable.Range(0, 8).SelectMany(step => TurnTo(due + (step * Tick / 4))));
    }

    [Fact]
    public void TurnTo_AfterALeap_GivesEverythingThatIsDue()
    {
        foreach (var due in (long[])[5, Turn / 2, Turn + 5, 3 * Turn, (3 * Turn) + 1, 9 * Turn]) _wheel.Add($"{due}", due);
        Assert.Equal(["5", $"{Turn / 2}", $"{Turn + 5}", $"{3 * Turn}"], TurnTo(3 * Turn).OrderBy(long.Parse));
    }

    [Fact]
    public void Add_ForAMomentThatHasPassed_ComesWithTheNextTurnOfTheWheel()
    {
        TurnTo(1000);
        _wheel.Add("late", 300);
        _wheel.Add("now", 1000);
        Assert.Equal(["late", "now"], TurnTo(1000 + Tick).Order());
    }

    [Fact]
    public void TurnTo_WhatNobodyAwaits_IsNotKeptUntilItsMoment()
    {
        var wheel = new TimingWheel<string>(Tick, (item, _) => item != "left");
        WeakReference Add(ReadOnlySpan<char> name)
        {
            var item = new string(name);
            wheel.Add(item, 100 * Turn);
            return new WeakReference(item);
        }

        var (left, stays) = (Add("left"), Add("stays"));
        for (var now = 0L; now <= Turn; now += Tick) wheel.TurnTo(now, []);
        GC.Collect();
        Assert.False(left.IsAlive);
        Assert.True(stays.IsAlive);
        GC.KeepAlive(wheel);
    }

    private List<string> TurnTo(long now)
    {
        var due = new List<TimingWheel<string>.Entry>();
        _wheel.TurnTo(now, due);
        return [.. due.Select(entry => entry.Item)];
    }
}
