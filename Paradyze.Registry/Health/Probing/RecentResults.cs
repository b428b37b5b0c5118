using Paradyze.Discovery;

namespace Paradyze.Registry.Health.Probing;

/// <summary>The last results of an instance. Not for several threads.</summary>
internal sealed class RecentResults
{
    private const int Most = 20;

    private readonly Queue<ProbeResult> _results = new();

    public void Add(ProbeResult result)
    {
        if (_results.Count == Most) _results.Dequeue();
        _results.Enqueue(result);
    }

    /// <summary>The latest first.</summary>
    public IReadOnlyList<ProbeResult> ToList() => [.. _results.Reverse()];
}
