using Paradyze.LocalHosting.ApplicationModel;

namespace Paradyze.LocalHosting.Reporting;

internal static class StateText
{
    public static string Of(ResourceEvent happened) => happened.Snapshot switch
    {
        { State: var state } when state == KnownResourceStates.Running => Running(happened),
        { State: var state } when state == KnownResourceStates.Waiting => $"Waiting for {happened.Snapshot.Reason}",
        { WasStopped: true, ExitCode: { } exitCode } => $"{happened.Snapshot.State} with exit code {exitCode}",
        { HasEnded: true, ExitCode: not (null or 0) } or { Reason: not null } => FailureText.WithoutName(happened),
        { ExitCode: 0 } => $"{happened.Snapshot.State} with exit code 0",
        _ => happened.Snapshot.State,
    };

    private static string Running(ResourceEvent happened) => happened.Snapshot.Health switch
    {
        ResourceHealth.Healthy => "Healthy",
        ResourceHealth.Unhealthy => $"Unhealthy: {happened.Snapshot.Reason}",
        _ => ProcessAndUrls(happened),
    };

    private static string ProcessAndUrls(ResourceEvent happened)
    {
        var urls = happened.Replica.Resource.Endpoints.Select(endpoint => endpoint.Url(happened.Replica.Index));
        return string.Join(", ", [$"Running as process {happened.Snapshot.ProcessId}", .. urls]);
    }
}
