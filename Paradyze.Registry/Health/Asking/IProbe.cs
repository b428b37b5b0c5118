using Paradyze.Registry.Health.Plans;

namespace Paradyze.Registry.Health.Asking;

/// <summary>Asks an instance whether it works.</summary>
internal interface IProbe
{
    /// <summary>Asks once, within the check's timeout.</summary>
    /// <exception cref="OperationCanceledException">The caller does not want to know any more.</exception>
    Task<ProbeReport> AskAsync(ProbeCheck check, CancellationToken cancellationToken);
}
