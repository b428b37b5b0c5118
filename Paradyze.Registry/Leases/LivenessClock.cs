using Microsoft.Extensions.Options;

namespace Paradyze.Registry.Leases;

/// <summary>
/// Time as liveness counts it, in milliseconds since the registry began. It is looked at once an interval at least; when nobody
/// looked for several, the registry itself was away (suspended, starved), and nobody's silence before the end of that counts.
/// </summary>
internal sealed partial class LivenessClock
{
    private const int LooksMissed = 4;
    private const long LeastPause = 1000;

    private readonly TimeProvider _time;
    private readonly ILogger<LivenessClock> _logger;
    private readonly long _start;
    private readonly long _longestGap;
    private long _lastLook;
    private long _graceFrom;

    public LivenessClock(TimeProvider time, IOptions<RegistryOptions> options, ILogger<LivenessClock> logger)
    {
        (_time, _logger) = (time, logger);
        Interval = options.Value.Leases.SweepInterval;
        _start = time.GetTimestamp();
        _longestGap = Math.Max(LooksMissed * (long)Interval.TotalMilliseconds, LeastPause);
        _lastLook = _graceFrom = Now;
    }

    /// <summary>How often it is looked at, and with it everything that is due.</summary>
    public TimeSpan Interval { get; }

    /// <summary>The moment, from 1 on: 0 is free to mean never.</summary>
    public long Now => 1 + (_time.GetElapsedTime(_start).Ticks / TimeSpan.TicksPerMillisecond);

    /// <summary>The same moment as people tell it.</summary>
    public DateTimeOffset UtcNow => _time.GetUtcNow();

    /// <summary>Since when silence counts: the start, or the end of the registry's own last pause.</summary>
    public long GraceFrom => Volatile.Read(ref _graceFrom);

    /// <summary>The moment to judge by. Whoever judges takes it from here, so that no verdict falls between a pause and its discovery.</summary>
    public long Look()
    {
        var now = Now;
        var last = Volatile.Read(ref _lastLook);
        var wasAway = now - last > _longestGap;

        // In this order: whoever sees the new look sees the grace as well.
        if (wasAway) Volatile.Write(ref _graceFrom, now);
        if (now > last && Interlocked.CompareExchange(ref _lastLook, now, last) == last && wasAway)
            Log.WasAway(_logger, TimeSpan.FromMilliseconds(now - last));
        return now;
    }

    public PeriodicTimer NewTimer() => new(Interval, _time);

    private static partial class Log
    {
        [LoggerMessage(1601, LogLevel.Warning, "The registry itself was away for {Duration} (suspended, or short of processor time): every lease has a full period from now on", EventName = "WasAway")]
        public static partial void WasAway(ILogger logger, TimeSpan duration);
    }
}
