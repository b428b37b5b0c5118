using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>Tells in which states the resources are, and waits for states.</summary>
public sealed class ResourceNotificationService
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ResourceEvent> _latest = new(StringComparer.Ordinal);
    private readonly List<Channel<ResourceEvent>> _watchers = [];
    private readonly IReadOnlyList<Resource> _resources;

    internal ResourceNotificationService(IReadOnlyList<Resource> resources) => _resources = resources;

    /// <summary>Waits until a resource runs and all its health checks pass, on every replica. Without checks, running is enough.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The event that completed it.</returns>
    /// <exception cref="DistributedApplicationException">There is no such resource, or it has ended: the message holds its last lines.</exception>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default)
    {
        var resource = RequireResource(resourceName);
        var healthy = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var happened in WatchAsync(resource, cancellationToken))
        {
            if (happened.Snapshot.HasEnded)
                throw new DistributedApplicationException($"Resource '{resource.Name}' did not become healthy: {FailureText.Of(happened)}");
            if (!happened.Snapshot.IsHealthy)
                healthy.Remove(happened.ResourceId);
            else if (healthy.Add(happened.ResourceId) && healthy.Count == resource.Replicas)
                return happened;
        }

        throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>Waits until a resource, any replica of it, is in a state.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <param name="targetState">One of <see cref="KnownResourceStates"/>. Default: running.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when the state has been reached.</returns>
    /// <exception cref="DistributedApplicationException">There is no such resource.</exception>
    public async Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default)
    {
        var state = targetState ?? KnownResourceStates.Running;
        await foreach (var happened in WatchAsync(RequireResource(resourceName), cancellationToken))
        {
            if (happened.Snapshot.State == state)
                return;
        }
    }

    /// <summary>Gives the latest event of each replica, then all that follow: nothing falls between.</summary>
    /// <param name="cancellationToken">Ends the events with an exception.</param>
    /// <returns>The events, without end.</returns>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var watcher = Channel.CreateUnbounded<ResourceEvent>(new() { SingleReader = true });
        lock (_lock)
        {
            foreach (var latest in _latest.Values)
                watcher.Writer.TryWrite(latest);
            _watchers.Add(watcher);
        }

        try
        {
            await foreach (var happened in watcher.Reader.ReadAllAsync(cancellationToken))
                yield return happened;
        }
        finally
        {
            lock (_lock)
                _watchers.Remove(watcher);
        }
    }

    internal void Publish(ResourceEvent happened)
    {
        lock (_lock)
        {
            _latest[happened.ResourceId] = happened;
            foreach (var watcher in _watchers)
                watcher.Writer.TryWrite(happened);
        }
    }

    /// <summary>Gives the latest event of each replica.</summary>
    internal IReadOnlyCollection<ResourceEvent> Latest(Resource resource)
    {
        lock (_lock)
            return [.. _latest.Values.Where(happened => happened.Replica.Resource == resource)];
    }

    /// <summary>Waits until every replica has ended as the dependency says.</summary>
    /// <exception cref="DistributedApplicationException">One has ended otherwise.</exception>
    internal async Task WaitForCompletionAsync(Dependency dependency, CancellationToken cancellationToken)
    {
        var complete = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var happened in WatchAsync(dependency.Resource, cancellationToken))
        {
            if (dependency.IsInVain(happened.Snapshot))
                throw new DistributedApplicationException($"Resource '{dependency.Resource.Name}' did not complete: {FailureText.Of(happened)}");
            if (dependency.IsComplete(happened.Snapshot))
                complete.Add(happened.ResourceId);
            if (complete.Count == dependency.Resource.Replicas)
                return;
        }

        throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>Waits for a moment at which every replica is healthy or has ended, and gives their events, in the order of the app model.</summary>
    internal async Task<IReadOnlyList<ResourceEvent>> WaitUntilSettledAsync(CancellationToken cancellationToken)
    {
        var expected = _resources.Sum(resource => resource.Replicas);
        var latest = new Dictionary<Replica, ResourceEvent>();
        if (expected == 0)
            return [];

        await foreach (var happened in WatchAsync(cancellationToken))
        {
            latest[happened.Replica] = happened;
            if (latest.Count == expected && latest.Values.All(replica => replica.Snapshot.IsSettled))
                break;
        }

        return [.. latest.Values.OrderBy(replica => _resources.Index().First(item => item.Item == replica.Resource).Index)
            .ThenBy(replica => replica.Replica.Index)];
    }

    private IAsyncEnumerable<ResourceEvent> WatchAsync(Resource resource, CancellationToken cancellationToken) =>
        WatchAsync(cancellationToken).Where(happened => happened.Replica.Resource == resource);

    internal Resource RequireResource(string name) =>
        _resources.FirstOrDefault(resource => resource.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new DistributedApplicationException(
            $"There is no resource '{name}' in the app model; there are "
            + $"{string.Join(", ", _resources.Select(resource => $"'{resource.Name}'"))}.");
}
