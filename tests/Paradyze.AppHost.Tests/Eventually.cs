namespace Paradyze.AppHost.Tests;

/// <summary>Waits for what other processes will do, for a bounded time.</summary>
internal static class Eventually
{
    /// <summary>Enough for a whole system to start on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(200);

    /// <summary>Asks until the answer is yes. The last words of whoever was asked become the failure.</summary>
    public static async Task IsTrueAsync(Func<Task<bool>> condition, Func<string> otherwise, TimeSpan? within = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(within ?? Patience);
        using var timer = new PeriodicTimer(Period, TimeProvider.System);
        try
        {
            while (!await condition())
                await timer.WaitForNextTickAsync(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            Assert.Fail($"Not so within {(within ?? Patience).TotalSeconds} s: {otherwise()}");
        }
    }

    public static Task IsTrueAsync(Func<bool> condition, Func<string> otherwise) =>
        IsTrueAsync(() => Task.FromResult(condition()), otherwise);
}
