using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Paradyze.Discovery.Client.Tests;

/// <summary>A clock that stands until it is moved, and tells what has been waiting for it.</summary>
internal sealed class ObservedTime() : FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(50))
{
    private readonly ConcurrentBag<TimeSpan> _waits = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _waits.Add(dueTime);
        return timer;
    }

    /// <summary>Waits until somebody has begun to wait that long: moving the clock on before would be lost on it.</summary>
    public Task WaitedForAsync(TimeSpan dueTime) => Eventually.TrueAsync(() => _waits.Contains(dueTime));
}
