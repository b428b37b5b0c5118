namespace Paradyze.Registry.Registration;

/// <summary>
/// Tries, while changes cannot be committed, whether they can be again, so that a registry recovers without anybody sending it a change.
/// </summary>
internal sealed class CommitTrial(CommitLoop loop, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await loop.TryAgainAsync(stoppingToken);
    }
}
