namespace Paradyze.Registry.Catalog;

/// <summary>Lets go of joined answers that nobody has read for a while: they cost as much as the instances themselves.</summary>
internal sealed class UnreadAnswers(ServiceCatalog catalog, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan s_period = TimeSpan.FromMinutes(1);

    public static void Forget(CatalogSnapshot state)
    {
        foreach (var cell in state.Services) cell.ForgetUnreadAnswer();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) Forget(catalog.Current);
    }
}
