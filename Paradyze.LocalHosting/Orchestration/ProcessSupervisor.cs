using System.Collections.Concurrent;
using System.Text.Json;
using Paradyze.LocalHosting.Supervision;

namespace Paradyze.LocalHosting.Orchestration;

/// <summary>The host's end of the pipe to the supervisor.</summary>
internal sealed class ProcessSupervisor : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, SupervisedProcess> _processes = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _writing = new(1);
    private readonly SupervisorHandle _supervisor;
    private readonly Task _reading;
    private volatile bool _disposing;
    private volatile bool _isGone;

    internal ProcessSupervisor(SupervisorHandle supervisor)
    {
        _supervisor = supervisor;

        // A thread of its own: the pipe is read blocking.
        _reading = Task.Factory.StartNew(ReadEvents, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public int ProcessId => _supervisor.ProcessId;

    /// <summary>Gets a task that ends when the supervisor does, whether it was asked to or not.</summary>
    public Task Ended => _reading;

    public static ProcessSupervisor Start() => new(SupervisorHandle.Start());

    /// <summary>Starts a process.</summary>
    /// <exception cref="DistributedApplicationException">It cannot be started.</exception>
    public async Task<SupervisedProcess> StartAsync(StartProcess command, Action<OutputLine> onOutput, CancellationToken cancellationToken)
    {
        var process = new SupervisedProcess(this, command.Id, onOutput);
        _processes[command.Id] = process;
        if (_isGone) // asked only now: whoever tells the processes of it may have been through already
            process.Lose(killGroup: false);
        await SendAsync(command, cancellationToken);
        await process.Started.WaitAsync(cancellationToken);
        return process;
    }

    public async Task SendAsync(SupervisorCommand command, CancellationToken cancellationToken)
    {
        var line = JsonSerializer.Serialize(command, SupervisorJson.Default.SupervisorCommand);
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await _supervisor.Commands.WriteLineAsync(line.AsMemory(), CancellationToken.None);
            await _supervisor.Commands.FlushAsync(CancellationToken.None);
        }
        catch (IOException fault)
        {
            throw new DistributedApplicationException($"The supervisor of the child processes (pid {ProcessId}) is gone: {fault.Message}");
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Ends the pipe, on which the supervisor stops whatever still runs, and waits for it.</summary>
    public async ValueTask DisposeAsync()
    {
        _disposing = true;
        CloseCommands();
        await _reading;
        _supervisor.WaitForExit();
        _supervisor.Dispose();
        _writing.Dispose();
    }

    private void CloseCommands()
    {
        try
        {
            _supervisor.Commands.Close();
        }
        catch (IOException)
        {
            // The supervisor has gone before, with commands unread.
        }
    }

    private void ReadEvents()
    {
        try
        {
            while (_supervisor.Events.ReadLine() is { } line)
                Apply(JsonSerializer.Deserialize(line, SupervisorJson.Default.SupervisorEvent)!);
        }
        catch (JsonException)
        {
            // A supervisor that is killed may leave half a line behind, its last.
        }

        _isGone = true;
        foreach (var process in _processes.Values)
            process.Lose(killGroup: !_disposing);
    }

    private void Apply(SupervisorEvent happened)
    {
        // Taken out before anybody hears of the end: who does may start the next process of the same id at once.
        var isLast = happened is ProcessExited or ProcessStartFailed;
        if (isLast ? _processes.TryRemove(happened.Id, out var process) : _processes.TryGetValue(happened.Id, out process))
            process.Apply(happened);
    }
}
