using System.Collections.Concurrent;
using System.ComponentModel;

namespace Paradyze.LocalHosting.Supervision;

/// <summary>The children that run, by the id that the host gave them.</summary>
internal sealed class ChildTable(EventWriter events)
{
    private const int NotFound = 2; // ENOENT, and on Windows ERROR_FILE_NOT_FOUND

    private static readonly TimeSpan GraceWithoutHost = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, ChildProcess> _children = new(StringComparer.Ordinal);

    public void Start(StartProcess command)
    {
        ChildProcess child;
        try
        {
            child = ChildProcess.Start(command);
        }
        catch (Win32Exception fault)
        {
            var wayOut = fault.NativeErrorCode == NotFound ? ". Install it, or put its folder on PATH." : "";
            events.Write(new ProcessStartFailed(command.Id, $"'{command.FileName}' in '{command.WorkingDirectory}': {fault.Message}{wayOut}"));
            return;
        }

        _children[command.Id] = child;
        events.Write(new ProcessStarted(command.Id, child.ProcessId));
        child.Follow(
            line => events.Write(new ProcessOutput(command.Id, line.Text, line.IsError)),
            exitCode =>
            {
                _children.TryRemove(command.Id, out _);
                events.Write(new ProcessExited(command.Id, exitCode));
            });
    }

    public void Stop(StopProcess command)
    {
        if (_children.TryGetValue(command.Id, out var child))
            _ = Task.Run(() => StopAndKill([child], command.Grace));
    }

    public void StopAll() => StopAndKill([.. _children.Values], GraceWithoutHost);

    private static void StopAndKill(IReadOnlyCollection<ChildProcess> children, TimeSpan grace)
    {
        foreach (var child in children)
            child.Terminate();
        if (Task.WaitAll([.. children.Select(child => child.Exited)], grace))
            return;

        foreach (var child in children)
            child.Kill();
        Task.WaitAll([.. children.Select(child => child.Exited)]);
    }
}
