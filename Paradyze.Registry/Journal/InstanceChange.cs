using Paradyze.Discovery;
using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Journal;

/// <summary>One instance added, replaced or removed.</summary>
/// <param name="Key">Which instance.</param>
/// <param name="Instance">The instance as it shall be; <see langword="null"/> removes it.</param>
/// <param name="BasedOn">The instance's revision that the decision was taken on; 0 when it was not there.</param>
/// <param name="Cause">Why, in the words of <see cref="ChangeCause"/>.</param>
internal sealed record InstanceChange(InstanceKey Key, ServiceInstance? Instance, long BasedOn, string Cause)
{
    public static InstanceChange Recovered(ServiceInstance instance) => new(instance.Key(), instance, BasedOn: 0, ChangeCause.Recovered);

    /// <summary>The change as it is committed: the instance carries the revision of its commit.</summary>
    public InstanceChange At(long revision) => Instance is null ? this : this with { Instance = Instance with { Revision = revision } };
}
