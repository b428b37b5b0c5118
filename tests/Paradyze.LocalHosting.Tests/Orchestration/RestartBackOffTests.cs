using Microsoft.Extensions.Time.Testing;
using Paradyze.LocalHosting.Orchestration;

namespace Paradyze.LocalHosting.Tests.Orchestration;

public sealed class RestartBackOffTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Next_ProcessKeepsFailing_DoublesUpToHalfAMinute()
    {
        var backOff = new RestartBackOff(_time);

        var delays = Enumerable.Range(0, 7).Select(_ => backOff.Next().TotalSeconds);

        Assert.Equal([1, 2, 4, 8, 16, 30, 30], delays);
    }

    [Fact]
    public void Next_ProcessRanForAMinute_BeginsAgain()
    {
        var backOff = new RestartBackOff(_time);
        backOff.Next();
        backOff.Next();
        _time.Advance(TimeSpan.FromHours(1));
        backOff.ProcessBegins();
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(4, backOff.Next().TotalSeconds);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([1, 1], [backOff.Next().TotalSeconds, backOff.Next().TotalSeconds]);
        backOff.ProcessBegins();
        Assert.Equal(2, backOff.Next().TotalSeconds);
    }
}
