using Paradyze.Discovery;

namespace Paradyze.Registry.Registration;

/// <summary>An operator's override and the instance's own are held apart, so that neither ends the other.</summary>
internal static class Overrides
{
    public static StatusOverride? OfOperator(StatusOverride? current) =>
        current is { Owner: OverrideOwner.Operator } ? current with { Beneath = null } : null;

    public static StatusOverride? OfSelf(StatusOverride? current) => current is { Owner: OverrideOwner.Self } ? current : current?.Beneath;

    /// <summary>Sets one owner's override and leaves the other's.</summary>
    /// <param name="current">What is set.</param>
    /// <param name="owner">Whose is set now.</param>
    /// <param name="value">What it shall be; <see langword="null"/> clears it.</param>
    public static StatusOverride? Set(StatusOverride? current, OverrideOwner owner, StatusOverride? value) =>
        owner is OverrideOwner.Operator ? Stack(value, OfSelf(current)) : Stack(OfOperator(current), value);

    private static StatusOverride? Stack(StatusOverride? ofOperator, StatusOverride? ofSelf) =>
        ofOperator is null ? ofSelf : ofOperator with { Beneath = ofSelf };
}
