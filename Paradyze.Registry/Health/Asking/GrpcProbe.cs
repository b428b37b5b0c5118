using Grpc.Health.V1;
using Grpc.Net.Client;
using Paradyze.Registry.Health.Plans;

namespace Paradyze.Registry.Health.Asking;

/// <summary>
/// Calls <c>grpc.health.v1.Health/Check</c> (https://github.com/grpc/grpc/blob/master/doc/health-checking.md), over plain HTTP/2 where the
/// url is http.
/// </summary>
internal sealed class GrpcProbe(ProbeHttp http) : IProbe
{
    private const int MaxAnswerBytes = 1024;

    public async Task<ProbeReport> AskAsync(ProbeCheck check, CancellationToken cancellationToken)
    {
        using var session = http.Begin();
        using var channel = GrpcChannel.ForAddress(
            check.Url.GetLeftPart(UriPartial.Authority), new GrpcChannelOptions { HttpHandler = session, MaxReceiveMessageSize = MaxAnswerBytes });
        var answer = await new Grpc.Health.V1.Health.HealthClient(channel)
            .CheckAsync(new HealthCheckRequest { Service = check.Service }, cancellationToken: cancellationToken);
        return answer.Status switch
        {
            HealthCheckResponse.Types.ServingStatus.Serving => ProbeReport.Pass("answered SERVING"),
            HealthCheckResponse.Types.ServingStatus.NotServing => ProbeReport.Fail("answered NOT_SERVING", "not_serving"),
            HealthCheckResponse.Types.ServingStatus.ServiceUnknown => ProbeReport.Fail("answered SERVICE_UNKNOWN", "service_unknown"),
            _ => ProbeReport.Fail("answered UNKNOWN", "unknown"),
        };
    }
}
