using Paradyze.Discovery;
using Paradyze.Registry.Health.Probing;
using Paradyze.Registry.Tests.Health.Asking;

namespace Paradyze.Registry.Tests.Health.Probing;

public sealed class ProbePacingTests
{
    private static long Next(CheckProgress progress, double random = 0.5, int interval = 10, int deregisterAfter = 300, long now = 1_000_000) => ProbePacing.Next(
        Asker.Check(HealthCheckType.Tcp, "http://h") with { Interval = TimeSpan.FromSeconds(interval), DeregisterAfter = TimeSpan.FromSeconds(deregisterAfter) },
        progress,
        now,
        random);

    [Theory]
    [InlineData(0, 9_000)]
    [InlineData(0.5, 10_000)]
    [InlineData(1, 11_000)]
    public void Next_NothingSpecial_IsTheIntervalMoreOrLessATenth(double random, long expected)
    {
        Assert.Equal(expected, Next(new CheckProgress(CheckVerdict.Passing), random));
        Assert.Equal(expected, Next(default, random));
    }

    [Theory]
    [InlineData(10, 2_000)]
    [InlineData(60, 12_000)]
    [InlineData(2, 1_000)]
    public void Next_AfterAFailureThatDoesNotDecide_IsSooner(int interval, long expected) =>
        Assert.Equal(expected, Next(new CheckProgress(CheckVerdict.Passing, Failures: 1), interval: interval));

    [Theory]
    [InlineData(1_000_000, 10_000)] // just now critical
    [InlineData(703_000, 4_000)] // to be deregistered in 3 s
    [InlineData(700_000, 10_000)] // should be gone already
    public void Next_Critical_IsNoLaterThanTheDeregistration(long criticalSince, long expected) =>
        Assert.Equal(expected, Next(new CheckProgress(CheckVerdict.Critical, CriticalSince: criticalSince)));
}
