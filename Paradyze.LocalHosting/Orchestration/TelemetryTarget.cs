using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Paradyze.LocalHosting.Reporting;

namespace Paradyze.LocalHosting.Orchestration;

/// <summary>
/// Where the resources send their telemetry: where the app host is told to, else to Aspire's dashboard if one listens. An address at which
/// nobody listens is not handed on, since every resource would try it in vain each second for as long as it lives.
/// </summary>
internal sealed class TelemetryTarget(IConfiguration configuration, EngineMode mode, ConsoleReporter reporter, TimeProvider time)
{
    private const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ProtocolKey = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string HeadersKey = "OTEL_EXPORTER_OTLP_HEADERS";
    private const string DashboardKey = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"; // Aspire's own key, and a gRPC address

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300); // loopback answers at once, but Windows tries a refused port for two seconds

    private string? _dashboard;

    /// <summary>Gets the variables that tell a process.</summary>
    public IEnumerable<KeyValuePair<string, string>> Variables
    {
        get
        {
            foreach (var key in (string[])[EndpointKey, ProtocolKey, HeadersKey])
            {
                if (configuration[key] is { } value)
                    yield return new(key, value);
            }

            if (_dashboard is null)
                yield break;

            yield return new(EndpointKey, _dashboard);
            yield return new(ProtocolKey, "grpc");
        }
    }

    /// <summary>Looks once for a dashboard, and tells what came of it.</summary>
    /// <exception cref="DistributedApplicationException">The dashboard's address is none.</exception>
    public async Task FindAsync(CancellationToken cancellationToken)
    {
        var named = configuration[DashboardKey];

        // What a test does is nothing to look at in a dashboard that happens to run.
        if (mode == EngineMode.Test || configuration[EndpointKey] is not null || string.IsNullOrWhiteSpace(named))
            return;
        if (!Uri.TryCreate(named, UriKind.Absolute, out var address) || address.Port < 0)
        {
            throw new DistributedApplicationException(
                $"{DashboardKey} is '{named}': it must be the address at which a dashboard takes telemetry, such as http://localhost:19080.");
        }

        if (await ListensAsync(address, cancellationToken))
            _dashboard = named;
        reporter.Telemetry(named, DashboardKey, isSent: _dashboard is not null);
    }

    private async Task<bool> ListensAsync(Uri address, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(address.DnsSafeHost, address.Port, ending.Token);
            return true;
        }
        catch (Exception fault) when (fault is SocketException || (fault is OperationCanceledException && patience.IsCancellationRequested))
        {
            return false;
        }
    }
}
