using Paradyze.Discovery;
using Paradyze.Registry.Health.Plans;

namespace Paradyze.Registry.Health.Asking;

/// <summary>Asks by the check's own way, and no longer than its timeout, whatever the other side does.</summary>
internal sealed class Probe(HttpProbe http, TcpProbe tcp, GrpcProbe grpc, TimeProvider time) : IProbe
{
    public async Task<ProbeReport> AskAsync(ProbeCheck check, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(check.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await WayOf(check).AskAsync(check, either.Token);
        }
        catch (Exception e)
        {
            // Whatever came of it: what fails while it is given up says nothing of the other side.
            cancellationToken.ThrowIfCancellationRequested();
            if (timeout.IsCancellationRequested) return ProbeReport.Fail($"did not answer within {DurationText.Of(check.Timeout)}", "timeout");
            if (ProbeFailures.Describe(e, check.Type) is { } report) return report;
            throw;
        }
    }

    private IProbe WayOf(ProbeCheck check) => check.Type switch
    {
        HealthCheckType.Http => http,
        HealthCheckType.Tcp => tcp,
        HealthCheckType.Grpc => grpc,
        _ => throw new InvalidOperationException($"No probe for {check.Type}."),
    };
}
