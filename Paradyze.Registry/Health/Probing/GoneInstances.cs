using System.Collections.Concurrent;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Leases;
using Paradyze.Registry.Registration;

namespace Paradyze.Registry.Health.Probing;

/// <summary>
/// Instances that their own probes removed. Who promised no heartbeat registered once, and cannot know that it was removed: it is
/// probed on for a day, and registered again when it answers. A restart of the registry forgets them.
/// </summary>
internal sealed class GoneInstances(ServiceCatalog catalog, LivenessClock clock, TimeProvider time)
{
    /// <summary>The time from one probe to the next.</summary>
    public const long Interval = 60_000;

    private const long Remembered = 24 * 60 * 60 * 1000;
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<InstanceKey, ProbedInstance> _gone = new(InstanceKeyComparer.Instance);

    public int Count => _gone.Count;

    /// <summary>Remembers one.</summary>
    /// <returns>Whether it is: not when it sends heartbeats, which tell it to register again.</returns>
    public bool Remember(ProbedInstance probed)
    {
        if (probed.Vitals.Instance.LeaseSeconds is not null || _gone.Count >= Most) return false;
        var now = clock.Now;
        probed.RememberedUntil = now + Remembered;
        probed.FailedAt = time.GetUtcNow() - TimeSpan.FromMilliseconds(now - probed.Vitals.Probes.CriticalSince);
        _gone[probed.Vitals.Instance.Key] = probed;
        return true;
    }

    /// <summary>
    /// Whether somebody was registered at its url since it failed. Then it is that one that answers: ports are given to the next who asks.
    /// </summary>
    public bool IsReplaced(ProbedInstance probed)
    {
        var url = NormalizedUrl.Of(new Uri(probed.Vitals.Instance.Url));
        return catalog.Current.Services.SelectMany(service => service.Instances).Any(other => other.State.RegisteredAt >= probed.FailedAt && other.IsAt(url));
    }

    /// <summary>Forgets one that is registered, whoever did it, or has been gone for too long.</summary>
    public void Forget(InstanceKey key)
    {
        if (_gone.TryRemove(key, out var probed)) probed.Drop();
    }

    /// <summary>Forgets those that somebody wants removed, as if they were still there.</summary>
    public void Forget(UnregisterRequest request)
    {
        foreach (var (key, probed) in _gone)
        {
            if (request.Means(probed.Vitals.Instance)) Forget(key);
        }
    }
}
