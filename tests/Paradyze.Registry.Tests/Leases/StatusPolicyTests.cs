using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Health;
using Paradyze.Registry.Leases;
using static Paradyze.Discovery.InstanceStatus;

namespace Paradyze.Registry.Tests.Leases;

public sealed class StatusPolicyTests
{
    private static readonly ProbeFindings s_critical = new(ProbeVerdict.Critical, "probe failing: because");

    private static readonly StatusOverride s_operatorOut = new() { Status = OutOfService, Owner = OverrideOwner.Operator };
    private static readonly StatusOverride s_operatorDrain = new() { Status = Draining, Owner = OverrideOwner.Operator };
    private static readonly StatusOverride s_selfDrain = new() { Status = Draining, Owner = OverrideOwner.Self };

    private static readonly StatusOverride?[] s_overrides =
    [
        null, s_operatorOut, s_operatorDrain, s_selfDrain,
        s_operatorOut with { Beneath = s_selfDrain }, s_operatorDrain with { Beneath = s_selfDrain },
    ];

    private static readonly ProbeFindings[] s_probes = [ProbeFindings.None, ProbeFindings.Unspoken, ProbeFindings.Passing, s_critical];

    /// <summary>The function as docs/liveness.md has it, line by line, in words that share nothing with the code.</summary>
    private static InstanceStatus Expected(StatusOverride? set, InstanceStatus committed, Findings found)
    {
        if (set?.Status == OutOfService) return OutOfService;
        if (set is not null) return Draining;
        var fails = found.Lease == LeaseState.Expired || found.SelfReport != null || found.Probes.Verdict == ProbeVerdict.Critical;
        if (fails) return found.IsGuarded ? Suspect : Unhealthy;
        if (!found.IsHeard && (committed is Unhealthy || committed is Suspect)) return committed;
        if (found.Probes.Verdict == ProbeVerdict.Unspoken && committed != Up) return Starting;
        return Up;
    }

    [Fact]
    public void Evaluate_EveryCombination_IsAsTheTableSays()
    {
        var combinations =
            from set in s_overrides
            from committed in Enum.GetValues<InstanceStatus>()
            from isHeard in (bool[])[false, true]
            from lease in Enum.GetValues<LeaseState>()
            from selfReport in (string?[])[null, "because"]
            from probes in s_probes
            from isGuarded in (bool[])[false, true]
            select (Override: set, Committed: committed, Findings: new Findings(isHeard, lease, selfReport, probes, isGuarded));
        var all = combinations.ToList();
        Assert.Equal(6 * 6 * 2 * 3 * 2 * 4 * 2, all.Count);
        Assert.All(all, one =>
        {
            var state = new InstanceState(one.Committed, "as committed", Instances.Start, Revision: 1, one.Override);
            Assert.Equal(Expected(one.Override, one.Committed, one.Findings), StatusPolicy.Evaluate(state, one.Findings).Status);
        });
    }

    [Theory]
    [InlineData("expired", "because", "critical", true, "lease expired")]
    [InlineData("held", "because", "critical", true, "because")]
    [InlineData("held", null, "critical", true, "probe failing: because")]
    [InlineData("held", null, "passing", true, "probe passing")]
    [InlineData("held", null, "none", true, "lease held")]
    [InlineData("none", null, "none", true, "registered")]
    [InlineData("held", null, "none", false, "as committed")]
    [InlineData("held", null, "unspoken", true, "waits for its first probe")]
    public void Evaluate_Reason_IsThatOfTheFirstMatch(string lease, string? selfReport, string verdict, bool isHeard, string reason)
    {
        var state = new InstanceState(Unhealthy, "as committed", Instances.Start, Revision: 1);
        var probes = s_probes.Single(findings => findings.Verdict == Enum.Parse<ProbeVerdict>(verdict, ignoreCase: true));
        Assert.Equal(reason, StatusPolicy.Evaluate(state, new Findings(isHeard, Enum.Parse<LeaseState>(lease, ignoreCase: true), selfReport, probes, IsGuarded: false)).Reason);
    }

    [Theory]
    [InlineData(OutOfService, OverrideOwner.Operator, "taken out by an operator")]
    [InlineData(Draining, OverrideOwner.Operator, "drained by an operator")]
    [InlineData(Draining, OverrideOwner.Self, "drains itself")]
    public void Evaluate_Override_HasItsOwnReason(InstanceStatus status, OverrideOwner owner, string reason)
    {
        var set = new StatusOverride { Status = status, Owner = owner };
        Assert.Equal((status, reason), Of(set));
        Assert.Equal((status, "because"), Of(set with { Reason = "because" }));

        static (InstanceStatus, string) Of(StatusOverride set) => StatusPolicy.Evaluate(
            new InstanceState(Up, Reason: null, Instances.Start, Revision: 1, set), Findings.JustHeard(leaseSeconds: null, s_critical));
    }
}
