namespace Paradyze.Registry.Health;

/// <summary>What the probes of an instance say together.</summary>
/// <param name="Verdict">Their verdict.</param>
/// <param name="Reason">Why it is critical, in words and without timing.</param>
/// <param name="CriticalSince">Since when it is critical, by the liveness clock; 0 when it is not.</param>
/// <param name="DeregisterAfter">How many milliseconds it may be critical before it is deregistered.</param>
/// <param name="Interval">How many milliseconds apart it is probed, so that a failure may show so much later than another of the same cause.</param>
internal sealed record ProbeFindings(ProbeVerdict Verdict, string? Reason = null, long CriticalSince = 0, long DeregisterAfter = 0, long Interval = 0)
{
    /// <summary>Nobody probes it.</summary>
    public static readonly ProbeFindings None = new(ProbeVerdict.None);

    /// <summary>Its first probes have not spoken.</summary>
    public static readonly ProbeFindings Unspoken = new(ProbeVerdict.Unspoken);

    /// <summary>All of them pass.</summary>
    public static readonly ProbeFindings Passing = new(ProbeVerdict.Passing);
}

internal enum ProbeVerdict
{
    /// <summary>The instance is not probed.</summary>
    None,

    /// <summary>Not all of its checks have come to a verdict.</summary>
    Unspoken,

    /// <summary>All checks pass.</summary>
    Passing,

    /// <summary>At least one check has failed often enough.</summary>
    Critical,
}
