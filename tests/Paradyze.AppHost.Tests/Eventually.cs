using System.Net;

namespace Paradyze.AppHost.Tests;

/// <summary>Waits for what other processes will do; the caller's token bounds the wait.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(200);

    /// <summary>Asks an address until it answers with a status.</summary>
    public static async Task<HttpResponseMessage> AnswersAsync(
        HttpClient http,
        string path,
        HttpStatusCode status,
        CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Period, TimeProvider.System);
        while (true)
        {
            var response = await http.GetAsync(path, cancellationToken);
            if (response.StatusCode == status)
                return response;

            response.Dispose();
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }
}
