using Paradyze.Discovery;
using Paradyze.Registry.Leases;
using static Paradyze.Discovery.InstanceStatus;

namespace Paradyze.Registry.Tests.Leases;

public sealed class StatusPolicyTests
{
    [Theory]
    [InlineData(true, Up, true, Up, Unhealthy, "lease expired")]
    [InlineData(true, Unhealthy, true, Up, Unhealthy, "lease expired")]
    [InlineData(false, Unhealthy, true, Up, Unhealthy, "because")]
    [InlineData(false, Up, true, Unhealthy, Up, "lease held")]
    [InlineData(false, Up, false, Unhealthy, Unhealthy, "as committed")]
    [InlineData(false, Up, false, Up, Up, "lease held")]
    [InlineData(false, Up, false, Draining, Up, "lease held")]
    public void Evaluate_FirstMatch_Decides(
        bool isExpired, InstanceStatus selfReport, bool isHeard, InstanceStatus committed, InstanceStatus expected, string reason)
    {
        var instance = Instances.Of("orders", "a", lease: 10, committed, "as committed");
        var state = new LeaseState(new Lease(0, isHeard, selfReport, "because"), isExpired, IsGraceOver: false);
        Assert.Equal((expected, reason), StatusPolicy.Evaluate(instance, state));
    }

    [Theory]
    [InlineData(OutOfService, OverrideOwner.Operator, "taken out by an operator")]
    [InlineData(Draining, OverrideOwner.Operator, "drained by an operator")]
    [InlineData(Draining, OverrideOwner.Self, "drains itself")]
    public void Evaluate_Override_CountsBeforeWhatIsFound(InstanceStatus status, OverrideOwner owner, string reason)
    {
        var instance = Instances.Of("orders", "a", lease: 10);
        var expired = new LeaseState(new Lease(0, IsHeard: true, Unhealthy), IsExpired: true, IsGraceOver: false);
        var set = new StatusOverride { Status = status, Owner = owner };
        Assert.Equal((status, reason), StatusPolicy.Evaluate(instance.State with { Override = set }, instance.LeaseSeconds, expired));
        Assert.Equal(
            (status, "because"),
            StatusPolicy.Evaluate(instance.State with { Override = set with { Reason = "because" } }, instance.LeaseSeconds, expired));
    }
}
