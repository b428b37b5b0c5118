using Paradyze.Registry.Health.Plans;
using Paradyze.Registry.Health.Policy;

namespace Paradyze.Registry.Health.Asking;

/// <summary>Connects and hangs up.</summary>
internal sealed class TcpProbe(ProbeConnector connector) : IProbe
{
    public async Task<ProbeReport> AskAsync(ProbeCheck check, CancellationToken cancellationToken)
    {
        using var socket = await connector.ConnectAsync(check.Url.IdnHost, check.Url.Port, cancellationToken);
        return ProbeReport.Pass("took the connection");
    }
}
