namespace Paradyze.Discovery.Client;

/// <summary>Spreads periods, so that many processes that were started at once do not stay in step.</summary>
internal static class Jitter
{
    private const double Share = 0.1;

    /// <summary>The period, give or take a tenth.</summary>
    public static TimeSpan Around(TimeSpan period) => period * (1 + (Share * ((2 * Random.Shared.NextDouble()) - 1)));
}
