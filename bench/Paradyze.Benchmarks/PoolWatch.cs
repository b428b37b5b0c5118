using System.Collections.Concurrent;

namespace Paradyze.Benchmarks;

/// <summary>
/// Watches the thread pool from a thread of its own, and how late a timer fires on it, as the one does that sends or takes heartbeats.
/// </summary>
internal sealed class PoolWatch : IDisposable
{
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentQueue<double> _late = [];
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _watching;
    private readonly ITimer _timer;
    private long _last = TimeProvider.System.GetTimestamp();
    private int _threads;
    private long _queue;

    public PoolWatch()
    {
        _timer = TimeProvider.System.CreateTimer(_ => Fired(), state: null, s_period, s_period);
        _watching = new Thread(Watch) { IsBackground = true };
        _watching.Start();
    }

    public (IReadOnlyCollection<double> Late, int Threads, long Queue) Stop()
    {
        _timer.Dispose();
        _stop.Set();
        _watching.Join();
        return (_late, _threads, _queue);
    }

    public void Dispose()
    {
        _timer.Dispose();
        _stop.Set();
    }

    private void Fired()
    {
        var now = TimeProvider.System.GetTimestamp();
        var since = TimeProvider.System.GetElapsedTime(Interlocked.Exchange(ref _last, now), now);
        _late.Enqueue(Math.Max(0, (since - s_period).TotalSeconds));
    }

    private void Watch()
    {
        while (!_stop.Wait(TimeSpan.FromMilliseconds(5)))
        {
            _threads = Math.Max(_threads, ThreadPool.ThreadCount);
            _queue = Math.Max(_queue, ThreadPool.PendingWorkItemCount);
        }
    }
}
