namespace Paradyze.LocalHosting.ResourceService;

/// <summary>Wakes everybody who waits for a change. Take <see cref="Next"/> before reading what may change: then no change falls between.</summary>
internal sealed class ChangeSignal
{
    private TaskCompletionSource _next = NewSource();

    public Task Next => Volatile.Read(ref _next).Task;

    public void Set() => Interlocked.Exchange(ref _next, NewSource()).SetResult();

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
