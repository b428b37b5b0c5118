using Paradyze.LocalHosting.ApplicationModel;

namespace Paradyze.LocalHosting.Orchestration;

/// <summary>Asks a replica's health checks, often until they pass and now and then afterwards.</summary>
internal sealed class HealthProbe(HttpClient http, TimeProvider time)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UsualStart = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Reports the health after each round of checks, with the reason when it is bad, until it is cancelled. Not answering is starting at
    /// first, and bad once there has been an answer or a start takes that long.
    /// </summary>
    public async Task FollowAsync(Replica replica, Action<ResourceHealth, string?> report, CancellationToken cancellationToken)
    {
        var (begun, isStarting) = (time.GetTimestamp(), true);
        var retry = FirstRetry;
        while (!cancellationToken.IsCancellationRequested)
        {
            var fault = await FirstFaultAsync(replica, cancellationToken);
            if (cancellationToken.IsCancellationRequested)
                return;

            isStarting = isStarting && fault is not null && time.GetElapsedTime(begun) < UsualStart;
            if (!isStarting)
                report(fault is null ? ResourceHealth.Healthy : ResourceHealth.Unhealthy, fault);
            if (replica.Resource.HealthChecks.Count == 0)
                return;

            await Task.Delay(fault is null ? Period : retry, time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            retry = fault is null ? FirstRetry : TimeSpan.FromTicks(Math.Min(retry.Ticks * 2, LongestRetry.Ticks));
        }
    }

    private async Task<string?> FirstFaultAsync(Replica replica, CancellationToken cancellationToken)
    {
        foreach (var check in replica.Resource.HealthChecks)
        {
            if (await FaultAsync(replica, check, cancellationToken) is { } fault)
                return fault;
        }

        return null;
    }

    private async Task<string?> FaultAsync(Replica replica, HttpHealthCheck check, CancellationToken cancellationToken)
    {
        var url = check.Url(replica.Resource, replica.Index);
        try
        {
            using var response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var status = (int)response.StatusCode;
            return status == check.StatusCode ? null : $"{url} answers {status}, not {check.StatusCode}";
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            return $"{url} does not answer: {fault.Message}";
        }
    }
}
