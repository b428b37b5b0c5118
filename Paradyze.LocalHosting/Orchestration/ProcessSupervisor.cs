using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Paradyze.LocalHosting.ApplicationModel;
using Paradyze.LocalHosting.Supervision;

namespace Paradyze.LocalHosting.Orchestration;

/// <summary>The host's end of the pipe to the supervisor.</summary>
internal sealed class ProcessSupervisor : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, SupervisedProcess> _processes = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _writing = new(1);
    private readonly Process _supervisor;
    private readonly Task _reading;
    private volatile bool _disposing;

    private ProcessSupervisor(Process supervisor)
    {
        _supervisor = supervisor;
        _supervisor.StandardInput.AutoFlush = true;
        _reading = Task.Run(ReadEventsAsync);
    }

    public int ProcessId => _supervisor.Id;

    /// <summary>Gets a task that ends when the supervisor does, whether it was asked to or not.</summary>
    public Task Ended => _reading;

    public static ProcessSupervisor Start() => new(
        Process.Start(new ProcessStartInfo(DotnetHost.Path, ["exec", typeof(SupervisorProgram).Assembly.Location])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!);

    /// <summary>Starts a process.</summary>
    /// <exception cref="DistributedApplicationException">It cannot be started.</exception>
    public async Task<SupervisedProcess> StartAsync(StartProcess command, Action<string> onOutput, CancellationToken cancellationToken)
    {
        var process = new SupervisedProcess(this, command.Id, onOutput);
        _processes[command.Id] = process;
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
            await _supervisor.StandardInput.WriteLineAsync(line.AsMemory(), CancellationToken.None);
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
        _supervisor.StandardInput.Close();
        await _supervisor.WaitForExitAsync();
        await _reading;
        _supervisor.Dispose();
        _writing.Dispose();
    }

    private async Task ReadEventsAsync()
    {
        try
        {
            while (await _supervisor.StandardOutput.ReadLineAsync() is { } line)
                Apply(JsonSerializer.Deserialize(line, SupervisorJson.Default.SupervisorEvent)!);
        }
        catch (JsonException)
        {
            // A supervisor that is killed may leave half a line behind, its last.
        }

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
