namespace Paradyze.Registry.Health.Probing;

/// <summary>What one result comes to.</summary>
/// <param name="Progress">How far the check is now.</param>
/// <param name="Before">What all checks of the instance said before.</param>
/// <param name="After">What they say now.</param>
internal readonly record struct ProbeConclusion(CheckProgress Progress, ProbeFindings Before, ProbeFindings After)
{
    public bool IsChange => After.Verdict != Before.Verdict;
}
