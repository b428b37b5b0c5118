using Paradyze.LocalHosting.ApplicationModel;

namespace Paradyze.LocalHosting.Orchestration;

/// <summary>What a resource waits for before it starts.</summary>
internal sealed class Dependencies(Resource resource, ResourceNotificationService notifications)
{
    public bool Any => resource.WaitsFor.Count > 0;

    public string Names => string.Join(", ", resource.WaitsFor.Select(dependency => dependency.Resource.Name));

    /// <summary>Waits until all of them are healthy, or complete where that is what is waited for.</summary>
    /// <exception cref="DistributedApplicationException">One has ended, and not as it should.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(resource.WaitsFor.Select(dependency => dependency.ExitCode is null
                ? notifications.WaitForResourceHealthyAsync(dependency.Resource.Name, cancellationToken)
                : notifications.WaitForCompletionAsync(dependency, cancellationToken)));
        }
        catch (DistributedApplicationException)
        {
            throw new DistributedApplicationException($"waits for {NamesInVain()}");
        }
    }

    private string NamesInVain() => string.Join(
        " and ",
        from dependency in resource.WaitsFor
        from latest in notifications.Latest(dependency.Resource)
        where dependency.IsInVain(latest.Snapshot)
        select $"'{latest.Replica.DisplayName}', which is {latest.Snapshot.State}{ExitCode(dependency, latest.Snapshot)}");

    private static string ExitCode(Dependency dependency, ResourceSnapshot latest) => dependency.ExitCode is null || latest.ExitCode is null
        ? ""
        : $" with exit code {latest.ExitCode}, not {dependency.ExitCode}";
}
