namespace Paradyze.Samples.Testing;

/// <summary>Waits for something that happens in its own time, and gives up after a bound.</summary>
public static class Eventually
{
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    public static async Task TrueAsync(Func<Task<bool>> condition, Func<Task<string>> otherwise)
    {
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        while (!await condition())
        {
            Assert.True(clock.GetElapsedTime(start) < s_bound, await otherwise());
            await Task.Delay(s_pause, clock, TestContext.Current.CancellationToken);
        }
    }
}
