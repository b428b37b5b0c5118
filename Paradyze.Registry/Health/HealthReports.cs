using Paradyze.Discovery;
using Paradyze.Registry.Health.Probing;

namespace Paradyze.Registry.Health;

/// <summary>What is known of the health of instances, for those who show it: they see nothing else of this room.</summary>
internal sealed class HealthReports(MassFailureGuard guard, ProbeSchedule probes)
{
    /// <summary>Where the guard is in force, by service and zone.</summary>
    public GuardList Guards() => new()
    {
        Guards =
        [
            .. guard.Holding
                .Select(hold => new ServiceGuard { ServiceName = hold.Group.ServiceName, Zone = hold.Group.Zone, Since = hold.Since, Failed = hold.Failed, Of = hold.Of })
                .OrderBy(one => one.ServiceName, ServiceName.Comparer)
                .ThenBy(one => one.Zone, StringComparer.Ordinal),
        ],
    };

    /// <summary>How an instance is probed and what came of it, also of one that its probes removed; <see langword="null"/> when it is not probed.</summary>
    public InstanceProbes? ProbesOf(InstanceKey instance) => probes.Describe(instance);
}
