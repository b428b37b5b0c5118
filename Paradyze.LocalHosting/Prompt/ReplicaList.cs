using Paradyze.LocalHosting.ApplicationModel;
using Paradyze.LocalHosting.Orchestration;

namespace Paradyze.LocalHosting.Prompt;

/// <summary>Every replica, a line each: its name, state, addresses and id.</summary>
internal static class ReplicaList
{
    public static string Of(IReadOnlyList<ReplicaControl> replicas) => Columns.Of([.. replicas.Select(control => Row(control.Replica, control.Latest))]);

    private static string[] Row(Replica replica, ResourceSnapshot latest) =>
        [replica.DisplayName, State(latest), string.Join(' ', replica.Resource.Endpoints.Select(endpoint => endpoint.Url(replica.Index))), replica.Id];

    private static string State(ResourceSnapshot latest) => latest switch
    {
        { IsHealthy: true } => nameof(ResourceHealth.Healthy),
        { Health: ResourceHealth.Unhealthy } when latest.State == KnownResourceStates.Running => nameof(ResourceHealth.Unhealthy),
        { ExitCode: { } exitCode } => $"{latest.State} ({exitCode})",
        _ => latest.State,
    };
}
