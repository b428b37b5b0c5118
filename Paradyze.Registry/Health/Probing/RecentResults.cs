using Paradyze.Discovery;

namespace Paradyze.Registry.Health.Probing;

/// <summary>The last results of an instance.</summary>
/// <param name="LatestFirst">At most 20.</param>
internal sealed record RecentResults(IReadOnlyList<ProbeResult> LatestFirst)
{
    public static readonly RecentResults None = new([]);

    private const int Most = 20;

    /// <summary>These after one more probe.</summary>
    public RecentResults After(ProbeResult result) => new([result, .. LatestFirst.Take(Most - 1)]);
}
