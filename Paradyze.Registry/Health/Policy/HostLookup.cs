using System.Collections.Concurrent;
using System.Net;

namespace Paradyze.Registry.Health.Policy;

/// <summary>
/// Asks the system's resolver, which blocks its thread: on threads of its own and only so many at a time, so that slow name servers
/// starve nobody. Hosts that kept a thread for long have turns of their own: theirs are not missing to the others.
/// </summary>
/// <param name="resolve">The system's resolver.</param>
/// <param name="time">Tells how long it took.</param>
internal sealed class HostLookup(Func<string, IPAddress[]> resolve, TimeProvider time) : IHostLookup, IDisposable
{
    private const int MaxAtATime = 32;
    private const int MaxSlowAtATime = 8;

    private static readonly TimeSpan s_slow = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_remembered = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _turns = new(MaxAtATime);
    private readonly SemaphoreSlim _turnsOfSlow = new(MaxSlowAtATime);

    // Until when.
    private readonly ConcurrentDictionary<string, DateTimeOffset> _slow = new(StringComparer.OrdinalIgnoreCase);

    public async Task<IPAddress[]> FindAsync(string host, CancellationToken cancellationToken)
    {
        var turns = _slow.ContainsKey(host) ? _turnsOfSlow : _turns;
        await turns.WaitAsync(cancellationToken);
        var lookup = Task.Factory.StartNew(() => Find(host, turns), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        // Who gives up waiting does not end the lookup: its turn is over when it is, and what it then comes to is nobody's any more.
        _ = lookup.ContinueWith(static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return await lookup.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        _turns.Dispose();
        _turnsOfSlow.Dispose();
    }

    private IPAddress[] Find(string host, SemaphoreSlim turns)
    {
        var start = time.GetTimestamp();
        try
        {
            return resolve(host);
        }
        finally
        {
            Note(host, time.GetElapsedTime(start) >= s_slow);
            turns.Release();
        }
    }

    private void Note(string host, bool isSlow)
    {
        if (!isSlow)
        {
            _slow.TryRemove(host, out _);
            return;
        }

        var now = time.GetUtcNow();
        _slow[host] = now + s_remembered;
        foreach (var (other, until) in _slow)
        {
            if (until < now) _slow.TryRemove(other, out _);
        }
    }
}
