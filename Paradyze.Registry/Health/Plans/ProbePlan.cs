using System.Collections.Immutable;

namespace Paradyze.Registry.Health.Plans;

/// <summary>How an instance is probed.</summary>
/// <param name="Checks">Its checks; none when it is not probed.</param>
/// <param name="Note">What the one who registered it should know of the choice.</param>
internal sealed record ProbePlan(ImmutableArray<ProbeCheck> Checks, string? Note = null)
{
    public static readonly ProbePlan None = new([]);

    public bool Equals(ProbePlan? other) => other is not null && Note == other.Note && Checks.SequenceEqual(other.Checks);

    public override int GetHashCode() => HashCode.Combine(Note, Checks.Length, Checks.IsEmpty ? null : Checks[0]);
}
