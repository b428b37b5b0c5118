using Paradyze.LocalHosting.ApplicationModel;

namespace Paradyze.LocalHosting.Orchestration;

/// <summary>Takes a resource through its life: what it waits for, then all its replicas together.</summary>
internal sealed class ResourceRunner(Resource resource, IReadOnlyList<ReplicaRunner> replicas, ResourceNotificationService notifications)
    : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    private Task _run = Task.CompletedTask;

    public void Start()
    {
        if (resource.WaitsFor.Count > 0)
            PublishAll(new(KnownResourceStates.Waiting, Reason: string.Join(", ", resource.WaitsFor.Select(other => other.Name))));
        _run = RunAsync();
    }

    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _run;
    }

    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync()
    {
        try
        {
            await Task.WhenAll(resource.WaitsFor.Select(other => notifications.WaitForResourceHealthyAsync(other.Name, _stopping.Token)));
        }
        catch (DistributedApplicationException)
        {
            PublishAll(new(KnownResourceStates.FailedToStart, Reason: $"waits for {FailedNames()}"));
            return;
        }
        catch (OperationCanceledException)
        {
            PublishAll(new(KnownResourceStates.Exited));
            return;
        }

        await Task.WhenAll(replicas.Select(replica => replica.RunAsync(_stopping.Token)));
    }

    private string FailedNames() => string.Join(
        " and ",
        resource.WaitsFor
            .SelectMany(notifications.Latest)
            .Where(latest => latest.Snapshot.HasEnded)
            .Select(latest => $"'{latest.Replica.DisplayName}', which is {latest.Snapshot.State}"));

    private void PublishAll(ResourceSnapshot snapshot)
    {
        foreach (var replica in replicas)
            replica.Publish(snapshot);
    }
}
