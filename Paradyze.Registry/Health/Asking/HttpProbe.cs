using System.Globalization;
using System.Net;
using Paradyze.Registry.Health.Plans;

namespace Paradyze.Registry.Health.Asking;

/// <summary>
/// Sends a GET and reads the answer's head. 2xx passes; so does 429, since who is too busy to answer is alive, and taking it away
/// would make it worse for the others.
/// </summary>
internal sealed class HttpProbe(ProbeHttp http) : IProbe
{
    public async Task<ProbeReport> AskAsync(ProbeCheck check, CancellationToken cancellationToken)
    {
        using var invoker = new HttpMessageInvoker(http.Begin());
        using var request = new HttpRequestMessage(HttpMethod.Get, check.Url);
        request.Headers.ConnectionClose = true;
        using var response = await invoker.SendAsync(request, cancellationToken);
        var status = (int)response.StatusCode;
        var detail = string.Create(CultureInfo.InvariantCulture, $"answered {status}");
        return response.IsSuccessStatusCode || response.StatusCode is HttpStatusCode.TooManyRequests
            ? ProbeReport.Pass(detail)
            : ProbeReport.Fail(detail, status.ToString(CultureInfo.InvariantCulture));
    }
}
