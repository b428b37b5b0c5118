using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Paradyze.Discovery.Client.Tests;

/// <summary>A clock that stands until it is moved, and tells what has been waiting for it.</summary>
internal sealed class ObservedTime() : FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(50))
{
    private readonly ConcurrentBag<TimeSpan> _waits = [];
    private readonly ConcurrentDictionary<ITimer, TimeSpan> _timers = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        var observed = new ObservedTimer(timer, ended => _timers.TryRemove(ended, out _));
        _timers[observed] = dueTime;
        _waits.Add(dueTime);
        return observed;
    }

    /// <summary>Waits until somebody has begun to wait that long: moving the clock on before would be lost on it.</summary>
    public Task WaitedForAsync(TimeSpan dueTime) => Eventually.TrueAsync(() => _waits.Contains(dueTime));

    /// <summary>Whether somebody who began to wait that long still does, or has not let go of the timer.</summary>
    public bool IsWaitedFor(TimeSpan dueTime) => _timers.Values.Contains(dueTime);

    private sealed class ObservedTimer(ITimer timer, Action<ITimer> ended) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose()
        {
            ended(this);
            timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            ended(this);
            return timer.DisposeAsync();
        }
    }
}
