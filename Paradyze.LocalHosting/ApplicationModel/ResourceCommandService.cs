using Paradyze.LocalHosting.Orchestration;

namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>Starts, stops and restarts single resources of a started application.</summary>
public sealed class ResourceCommandService
{
    private readonly ReplicaTable _replicas;

    internal ResourceCommandService(ReplicaTable replicas) => _replicas = replicas;

    /// <summary>Runs a command on one process.</summary>
    /// <param name="resourceId">The id of the process, or the name of a resource that has only one.</param>
    /// <param name="commandName">One of <see cref="KnownResourceCommands"/>.</param>
    /// <param name="cancellationToken">Ends the wait for an earlier command of the same process; one that has begun is completed.</param>
    /// <returns>The result, once the process has ended or its start has begun.</returns>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(
        string resourceId,
        string commandName,
        CancellationToken cancellationToken = default)
    {
        var meant = _replicas.Find(resourceId);
        return meant switch
        {
            [var replica] => ExecuteAsync(replica, commandName, cancellationToken),
            [] => Failed($"There is no started resource '{resourceId}'; there are {_replicas.Ids()}."),
            _ => Failed($"Resource '{resourceId}' has {meant.Count} replicas: name one of them by its id, such as '{meant[0].Replica.Id}'."),
        };
    }

    /// <summary>Runs a command on every process of a resource, at the same time.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="commandName">One of <see cref="KnownResourceCommands"/>.</param>
    /// <param name="cancellationToken">Ends the wait for an earlier command of the same process; one that has begun is completed.</param>
    /// <returns>The result: a failure when any of them failed, with the reasons of all that did.</returns>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(
        IResource resource,
        string commandName,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var replicas = _replicas.Of(resource);
        return replicas.Count == 0
            ? ExecuteCommandResult.Failed($"There is no started resource '{resource.Name}'; there are {_replicas.Ids()}.")
            : ExecuteCommandResult.Of(await Task.WhenAll(replicas.Select(replica => ExecuteAsync(replica, commandName, cancellationToken))));
    }

    private static Task<ExecuteCommandResult> ExecuteAsync(ReplicaControl replica, string commandName, CancellationToken cancellationToken) =>
        commandName switch
        {
            _ when commandName == KnownResourceCommands.StartCommand => replica.StartAsync(cancellationToken),
            _ when commandName == KnownResourceCommands.StopCommand => replica.StopAsync(cancellationToken),
            _ when commandName == KnownResourceCommands.RestartCommand => replica.RestartAsync(cancellationToken),
            _ => Failed($"Resource '{replica.Replica.DisplayName}' has no command '{commandName}'; it has 'start', 'stop' and 'restart'."),
        };

    private static Task<ExecuteCommandResult> Failed(string message) => Task.FromResult(ExecuteCommandResult.Failed(message));
}
