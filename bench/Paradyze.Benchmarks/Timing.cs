using System.Globalization;

namespace Paradyze.Benchmarks;

internal static class Timing
{
    public static double Seconds(Action action)
    {
        var start = TimeProvider.System.GetTimestamp();
        action();
        return TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }

    public static async Task<double> SecondsAsync(Func<Task> action)
    {
        var start = TimeProvider.System.GetTimestamp();
        await action();
        return TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }

    public static double Median(IReadOnlyCollection<double> values) => Percentile(values, 0.5);

    public static double Percentile(IReadOnlyCollection<double> values, double part) =>
        values.Order().ElementAt((int)Math.Min(values.Count - 1, part * values.Count));

    public static string Describe(IReadOnlyCollection<double> seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{Median(seconds):F2} s (min {seconds.Min():F2}, max {seconds.Max():F2}, {seconds.Count} rounds)");
}
