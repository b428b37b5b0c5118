namespace Paradyze.Discovery.Client;

/// <summary>Waits that double from one failure to the next, up to a limit.</summary>
internal sealed class Backoff
{
    private static readonly TimeSpan s_first = TimeSpan.FromMilliseconds(500);

    private TimeSpan _next = s_first;

    /// <summary>The wait after a failure.</summary>
    /// <param name="most">The longest wait.</param>
    public TimeSpan Next(TimeSpan most)
    {
        var wait = _next < most ? _next : most;
        _next = wait * 2;
        return Jitter.Around(wait);
    }

    /// <summary>Begins anew, after a success.</summary>
    public void Reset() => _next = s_first;
}
