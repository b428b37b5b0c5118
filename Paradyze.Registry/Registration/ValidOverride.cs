using Paradyze.Discovery;

namespace Paradyze.Registry.Registration;

/// <summary>A request to set a status that passed every rule.</summary>
/// <param name="Status">Draining or out of service; up clears what the same owner set.</param>
/// <param name="Reason">Why.</param>
/// <param name="Generation">The instance's generation: it speaks of itself. <see langword="null"/>: an operator speaks.</param>
internal sealed record ValidOverride(InstanceStatus Status, string? Reason, string? Generation)
{
    public OverrideOwner Owner => Generation is null ? OverrideOwner.Operator : OverrideOwner.Self;

    /// <summary>The override; <see langword="null"/> when this clears it.</summary>
    public StatusOverride? ToOverride() =>
        Status is InstanceStatus.Up ? null : new StatusOverride { Status = Status, Owner = Owner, Reason = Reason };
}
