using Paradyze.LocalHosting.ApplicationModel;

namespace Paradyze.LocalHosting.Orchestration;

/// <summary>What a resource waits for before it starts.</summary>
internal sealed class Dependencies(Resource resource, ResourceNotificationService notifications)
{
    public bool Any => resource.WaitsFor.Count > 0;

    public string Names => string.Join(", ", resource.WaitsFor.Select(other => other.Name));

    /// <summary>Waits until all of them are healthy.</summary>
    /// <exception cref="DistributedApplicationException">One has ended.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(resource.WaitsFor.Select(other => notifications.WaitForResourceHealthyAsync(other.Name, cancellationToken)));
        }
        catch (DistributedApplicationException)
        {
            throw new DistributedApplicationException($"waits for {EndedNames()}");
        }
    }

    private string EndedNames() => string.Join(
        " and ",
        resource.WaitsFor
            .SelectMany(notifications.Latest)
            .Where(latest => latest.Snapshot.HasEnded)
            .Select(latest => $"'{latest.Replica.DisplayName}', which is {latest.Snapshot.State}"));
}
