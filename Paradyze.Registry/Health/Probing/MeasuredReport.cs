using Paradyze.Discovery;
using Paradyze.Registry.Health.Asking;

namespace Paradyze.Registry.Health.Probing;

/// <summary>What one probe found, and when.</summary>
/// <param name="Report">What it found.</param>
/// <param name="Result">The same, in the form that it is kept and answered in.</param>
/// <param name="At">When it was found, by the liveness clock.</param>
internal readonly record struct MeasuredReport(ProbeReport Report, ProbeResult Result, long At);
