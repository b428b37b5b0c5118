using Paradyze.LocalHosting.ApplicationModel;
using Paradyze.LocalHosting.Ports;
using Paradyze.LocalHosting.Supervision;

namespace Paradyze.LocalHosting.Orchestration;

/// <summary>Starts the processes of replicas: their ports, what they find in their environment, and the supervisor that holds them.</summary>
internal sealed class ProcessLauncher(
    IReadOnlyList<Resource> resources,
    PortAllocator ports,
    TelemetryTarget telemetry,
    ChildEnvironment environment) : IAsyncDisposable
{
    private ProcessSupervisor? _supervisor;

    public ProcessSupervisor Supervisor => _supervisor ?? throw new InvalidOperationException("The application has not been started.");

    /// <summary>Finds where telemetry goes, gives every endpoint its ports, and starts the supervisor.</summary>
    /// <exception cref="DistributedApplicationException">A fixed port is taken, an address is none, or the app model asks for what it does not have.</exception>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        await telemetry.FindAsync(cancellationToken);
        foreach (var resource in resources)
            ports.Allocate(resource);
        ModelCheck.ThrowIfInvalid(resources);
        _supervisor = ProcessSupervisor.Start();
    }

    /// <summary>Starts the process of a replica.</summary>
    /// <exception cref="DistributedApplicationException">It cannot be started.</exception>
    public Task<SupervisedProcess> StartAsync(Replica replica, Action<OutputLine> onOutput)
    {
        if (replica.Resource.MissingPart is { } fault)
            throw new DistributedApplicationException(fault);

        // Whoever waits for others starts long after its ports were tried.
        ReplaceTakenPorts(replica);
        var command = replica.Resource.Command;
        replica.Environment = environment.Given(replica);
        var start = new StartProcess(
            replica.Id,
            command.FileName,
            [.. command.Arguments, .. replica.Resource.Arguments],
            command.WorkingDirectory,
            ChildEnvironment.WithInherited(replica.Environment));
        return Supervisor.StartAsync(start, onOutput, CancellationToken.None);
    }

    /// <summary>Gives a replica whose private ports were taken by somebody else, between trial and use, new ones.</summary>
    /// <returns>Whether there was such a port.</returns>
    public bool ReplaceTakenPorts(Replica replica) => ports.ReplaceTaken(replica.Resource, replica.Index);

    public ValueTask DisposeAsync() => _supervisor?.DisposeAsync() ?? ValueTask.CompletedTask;
}
