using Paradyze.Discovery;
using Paradyze.Registry.Leases;

namespace Paradyze.Registry.Tests.Leases;

public sealed class StatusPolicyTests
{
    [Theory]
    [InlineData(true, InstanceStatus.Up, true, InstanceStatus.Up, InstanceStatus.Unhealthy, "lease expired")]
    [InlineData(true, InstanceStatus.Unhealthy, true, InstanceStatus.Up, InstanceStatus.Unhealthy, "lease expired")]
    [InlineData(false, InstanceStatus.Unhealthy, true, InstanceStatus.Up, InstanceStatus.Unhealthy, "because")]
    [InlineData(false, InstanceStatus.Up, true, InstanceStatus.Unhealthy, InstanceStatus.Up, "lease held")]
    [InlineData(false, InstanceStatus.Up, false, InstanceStatus.Unhealthy, InstanceStatus.Unhealthy, "as committed")]
    [InlineData(false, InstanceStatus.Up, false, InstanceStatus.Up, InstanceStatus.Up, "lease held")]
    public void Evaluate_FirstMatch_Decides(
        bool isExpired, InstanceStatus selfReport, bool isHeard, InstanceStatus committed, InstanceStatus expected, string reason)
    {
        var instance = Instances.Of("orders", "a", lease: 10, committed, "as committed");
        var state = new LeaseState(new Lease(0, isHeard, selfReport, "because"), isExpired, IsGraceOver: false);
        Assert.Equal((expected, reason), StatusPolicy.Evaluate(instance, state));
    }
}
