namespace Paradyze.Discovery.Client.Tests;

public sealed class BackoffTests
{
    [Fact]
    public void Next_FailureAfterFailure_DoublesUpToTheLimitGiveOrTakeATenth()
    {
        var backoff = new Backoff();
        var most = TimeSpan.FromSeconds(3);

        Assert.All([0.5, 1, 2, 3, 3], expected => Assert.InRange(backoff.Next(most).TotalSeconds, expected * 0.9, expected * 1.1));
    }

    [Fact]
    public void Reset_AfterFailures_BeginsAnew()
    {
        var backoff = new Backoff();
        backoff.Next(TimeSpan.FromMinutes(1));
        backoff.Next(TimeSpan.FromMinutes(1));

        backoff.Reset();

        Assert.InRange(backoff.Next(TimeSpan.FromMinutes(1)).TotalSeconds, 0.45, 0.55);
    }
}
