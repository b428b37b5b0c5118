namespace Paradyze.Discovery.Client.Tests;

/// <summary>Waits for what other threads do, and fails when they do not.</summary>
internal static class Eventually
{
    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Waits until the condition holds.</summary>
    /// <param name="condition">What is waited for.</param>
    /// <param name="meanwhile">What is done between two looks, such as moving a fake clock on.</param>
    /// <param name="what">The condition in the failure's text.</param>
    public static async Task TrueAsync(
        Func<bool> condition,
        Action? meanwhile = null,
        [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(condition))] string? what = null)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < s_most, $"Still not so after {s_most}: {what}");
            meanwhile?.Invoke();
            await Task.Delay(s_pause, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
