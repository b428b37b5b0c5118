using Paradyze.LocalHosting.Orchestration;

namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>Runs commands on the resources of a started application: start, stop, restart, and those of <c>WithCommand</c>.</summary>
public sealed class ResourceCommandService
{
    private readonly ReplicaTable _replicas;
    private readonly IServiceProvider _services;

    internal ResourceCommandService(ReplicaTable replicas, IServiceProvider services)
    {
        _replicas = replicas;
        _services = services;
    }

    /// <summary>Runs a command on one process.</summary>
    /// <param name="resourceId">The id of the process, or the name of a resource that has only one.</param>
    /// <param name="commandName">One of <see cref="KnownResourceCommands"/>, or the name of a command that the resource was given.</param>
    /// <param name="cancellationToken">Ends the wait; a start, stop or restart that has begun is completed.</param>
    /// <returns>The result, once the command is done. A command that throws, or cannot be run now, has failed.</returns>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(
        string resourceId,
        string commandName,
        CancellationToken cancellationToken = default) => _replicas.Find(resourceId) is [var replica]
            ? ExecuteAsync(replica, commandName, cancellationToken)
            : Task.FromResult(CommandResults.Failure(_replicas.WhyNotOne(resourceId)));

    /// <summary>Runs a command on every process of a resource, at the same time.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="commandName">One of <see cref="KnownResourceCommands"/>, or the name of a command that the resource was given.</param>
    /// <param name="cancellationToken">Ends the wait; a start, stop or restart that has begun is completed.</param>
    /// <returns>The result: a failure when any of them failed, with the reasons of all that did.</returns>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(
        IResource resource,
        string commandName,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var replicas = _replicas.Of(resource);
        return replicas.Count == 0
            ? CommandResults.Failure($"There is no started resource '{resource.Name}'; there are {_replicas.Ids()}.")
            : Join(await Task.WhenAll(replicas.Select(replica => ExecuteAsync(replica, commandName, cancellationToken))));
    }

    private async Task<ExecuteCommandResult> ExecuteAsync(ReplicaControl control, string commandName, CancellationToken cancellationToken)
    {
        var replica = control.Replica;
        if (replica.Resource.Commands.Find(command => command.IsNamed(commandName)) is not { } command)
            return CommandResults.Failure($"Resource '{replica.DisplayName}' has no command '{commandName}'; it has {Names(replica.Resource)}.");

        try
        {
            if (command.StateFor(control.Latest) != ResourceCommandState.Enabled)
                return CommandResults.Failure($"Resource '{replica.DisplayName}' cannot {command.Name}: it is {control.Latest.State}.");

            return await command.ExecuteAsync(
                new() { ServiceProvider = _services, ResourceName = replica.Id, CancellationToken = cancellationToken });
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return CommandResults.Canceled();
        }
        catch (Exception fault) // whatever a command of the app model throws is its result: the application goes on
        {
            return CommandResults.Failure($"Resource '{replica.DisplayName}' cannot {command.Name}: {fault.Message}");
        }
    }

    private static string Names(Resource resource) => string.Join(", ", resource.Commands.Select(command => $"'{command.Name}'"));

    private static ExecuteCommandResult Join(IReadOnlyList<ExecuteCommandResult> results) => new()
    {
        Success = results.All(result => result.Success),
        Canceled = results.All(result => result.Success || result.Canceled) && results.Any(result => result.Canceled),
        Message = Words(results.Where(result => !result.Success)) ?? Words(results),
    };

    private static string? Words(IEnumerable<ExecuteCommandResult> results) =>
        results.Select(result => result.Message).OfType<string>().ToList() is { Count: > 0 } words ? string.Join(' ', words) : null;
}
