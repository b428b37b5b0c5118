using Microsoft.Extensions.Hosting;
using Paradyze.LocalHosting.ApplicationModel;

namespace Paradyze.LocalHosting.Orchestration;

/// <summary>Starts what can start, in parallel, and stops it in the reverse order of <c>WaitFor</c>.</summary>
internal sealed class ApplicationOrchestrator(
    IReadOnlyList<Resource> resources,
    EnginePolicies policies,
    ProcessLauncher launcher,
    ReplicaFactory factory,
    ReplicaTable replicas,
    ApplicationFollower follower) : IHostedService, IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    private Task _following = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        policies.ThrowIfInvalid();
        follower.Begin();
        await launcher.BeginAsync(cancellationToken);
        replicas.Fill([.. resources.SelectMany(factory.Create)]);
        foreach (var replica in replicas.All)
            await replica.BeginAsync();
        _following = follower.FollowAsync(launcher.Supervisor, _stopping.Token);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _following;

        // Not bounded by the host's token: each stop ends in a kill, and going away earlier would leave that to the supervisor.
        var begun = new Dictionary<Resource, Task>();
        await Task.WhenAll(resources.Select(resource => StopAfterDependentsAsync(resource, begun)));
    }

    public async ValueTask DisposeAsync()
    {
        // A start that is cut short ends without a stop.
        await StopAsync(CancellationToken.None);
        _stopping.Dispose();
    }

    private Task StopAfterDependentsAsync(Resource resource, Dictionary<Resource, Task> begun)
    {
        if (!begun.TryGetValue(resource, out var stop))
            begun[resource] = stop = StopAsync();
        return stop;

        async Task StopAsync()
        {
            var dependents = Task.WhenAll(
                from dependent in resources
                where dependent.WaitsFor.Exists(dependency => dependency.Resource == resource)
                select StopAfterDependentsAsync(dependent, begun));
            await dependents.WaitAsync(policies.Stops.Hurry).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.WhenAll(replicas.Of(resource).Select(replica => replica.CloseAsync()));
        }
    }
}
