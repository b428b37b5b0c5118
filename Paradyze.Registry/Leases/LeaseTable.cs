using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Leases;

/// <summary>Who said 'I live', and when. An instance that nothing is known of begins a full period when it is first looked at.</summary>
internal sealed class LeaseTable(TimeProvider time, IOptions<RegistryOptions> options)
{
    private readonly ConcurrentDictionary<InstanceKey, Lease> _leases = new(InstanceKeyComparer.Instance);

    /// <summary>Takes note of a sign of life.</summary>
    public void Renew(InstanceKey key, InstanceStatus selfReport = InstanceStatus.Up, string? reason = null) =>
        _leases[key] = new Lease(time.GetTimestamp(), IsHeard: true, selfReport, reason);

    /// <summary>What the lease says of an instance now.</summary>
    public LeaseState StateOf(ServiceInstance instance)
    {
        var lease = _leases.GetOrAdd(instance.Key(), static (_, now) => new Lease(now, IsHeard: false), time.GetTimestamp());
        if (instance.LeaseSeconds is not { } seconds) return new LeaseState(lease, IsExpired: false, IsGraceOver: false);
        var silence = time.GetElapsedTime(lease.RenewedAt);
        var period = TimeSpan.FromSeconds(seconds);
        return new LeaseState(lease, silence > period, silence > period + options.Value.Leases.DeregisterAfter);
    }

    /// <summary>Forgets those that are no longer registered.</summary>
    public void RemoveAllBut(CatalogSnapshot registered)
    {
        foreach (var (key, _) in _leases)
        {
            if (registered.Find(key) is null) _leases.TryRemove(key, out _);
        }
    }
}

/// <summary>What a lease says at one moment.</summary>
/// <param name="Lease">What was last heard.</param>
/// <param name="IsExpired">Whether the promised heartbeat did not come.</param>
/// <param name="IsGraceOver">Whether the instance has been silent so long that it is deregistered.</param>
internal readonly record struct LeaseState(Lease Lease, bool IsExpired, bool IsGraceOver);
