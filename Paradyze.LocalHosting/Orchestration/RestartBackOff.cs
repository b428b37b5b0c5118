namespace Paradyze.LocalHosting.Orchestration;

/// <summary>How long to wait before each restart: 1 s, doubled up to 30 s, and 1 s again after a process that ran for a minute.</summary>
internal sealed class RestartBackOff(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongRun = TimeSpan.FromMinutes(1);

    private TimeSpan _next = First;
    private long _begun = time.GetTimestamp();

    public void ProcessBegins() => _begun = time.GetTimestamp();

    public TimeSpan Next()
    {
        var delay = time.GetElapsedTime(_begun) >= LongRun ? First : _next;
        _next = TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, Longest.Ticks));
        return delay;
    }

    /// <summary>Waits, or returns early when it is cancelled.</summary>
    public async Task WaitAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        await Task.Delay(delay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
