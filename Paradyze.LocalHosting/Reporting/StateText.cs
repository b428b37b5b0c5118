using Paradyze.LocalHosting.ApplicationModel;

namespace Paradyze.LocalHosting.Reporting;

internal static class StateText
{
    public static string Of(ResourceEvent happened) => happened.Snapshot switch
    {
        { Health: ResourceHealth.Healthy, State: var state } when state == KnownResourceStates.Running => "Healthy",
        { Health: ResourceHealth.Unhealthy, State: var state } when state == KnownResourceStates.Running => $"Unhealthy: {happened.Snapshot.Reason}",
        { State: var state } when state == KnownResourceStates.Running => Running(happened),
        { State: var state } when state == KnownResourceStates.Waiting => $"Waiting for {happened.Snapshot.Reason}",
        { HasEnded: true, ExitCode: not (null or 0) } or { Reason: not null } => FailureText.WithoutName(happened),
        { ExitCode: 0 } => $"{happened.Snapshot.State} with exit code 0",
        _ => happened.Snapshot.State,
    };

    private static string Running(ResourceEvent happened)
    {
        var urls = happened.Replica.Resource.Endpoints.Select(endpoint => endpoint.Url(happened.Replica.Index));
        return string.Join(", ", [$"Running as process {happened.Snapshot.ProcessId}", .. urls]);
    }
}
