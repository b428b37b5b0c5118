using Paradyze.Discovery;
using Paradyze.Registry.Registration;

namespace Paradyze.Registry.Tests.Registration;

public sealed class OverridesTests
{
    private static readonly StatusOverride s_self = new() { Status = InstanceStatus.Draining, Owner = OverrideOwner.Self };
    private static readonly StatusOverride s_operator = new() { Status = InstanceStatus.OutOfService, Owner = OverrideOwner.Operator };

    private static StatusOverride? Of(bool ofOperator, bool ofSelf) =>
        Overrides.Set(Overrides.Set(null, OverrideOwner.Operator, ofOperator ? s_operator : null), OverrideOwner.Self, ofSelf ? s_self : null);

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Set_Each_IsKeptApart(bool ofOperator, bool ofSelf)
    {
        var both = Of(ofOperator, ofSelf);
        Assert.Equal(ofOperator ? s_operator : null, Overrides.OfOperator(both));
        Assert.Equal(ofSelf ? s_self : null, Overrides.OfSelf(both));
        Assert.Equal(Of(ofOperator: false, ofSelf), Overrides.Set(both, OverrideOwner.Operator, null));
        Assert.Equal(Of(ofOperator, ofSelf: false), Overrides.Set(both, OverrideOwner.Self, null));
    }

    [Fact]
    public void Set_Both_ShowsTheOperatorsFirst()
    {
        Assert.Equal(s_operator with { Beneath = s_self }, Of(ofOperator: true, ofSelf: true));
        Assert.Equal(s_self, Of(ofOperator: false, ofSelf: true));
    }
}
