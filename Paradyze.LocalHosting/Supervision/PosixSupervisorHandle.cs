using System.Collections;
using System.IO.Pipes;
using System.Runtime.Versioning;
using Paradyze.LocalHosting.ApplicationModel;

namespace Paradyze.LocalHosting.Supervision;

/// <summary>A supervisor that the system itself starts in a session of its own.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class PosixSupervisorHandle : SupervisorHandle
{
    private PosixSupervisorHandle(int processId, Stream commands, Stream events)
    {
        ProcessId = processId;
        Commands = new StreamWriter(commands);
        Events = new StreamReader(events);
    }

    public override int ProcessId { get; }

    public override TextWriter Commands { get; }

    public override TextReader Events { get; }

    public static PosixSupervisorHandle StartSupervisor()
    {
        var commands = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.None);
        var events = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
        try
        {
            var streams = new SpawnStreams(commands.ClientSafePipeHandle, events.ClientSafePipeHandle, Error: null);
            var processId = PosixSpawn.Start(Command(), streams, ownSession: true);
            commands.DisposeLocalCopyOfClientHandle();
            events.DisposeLocalCopyOfClientHandle();
            return new(processId, commands, events);
        }
        catch
        {
            commands.Dispose();
            events.Dispose();
            throw;
        }
    }

    public override void WaitForExit() => _ = Posix.Reap(ProcessId);

    public override void Dispose()
    {
        Commands.Dispose();
        Events.Dispose();
    }

    private static StartProcess Command() => new(
        "supervisor",
        DotnetHost.Path,
        Arguments,
        Environment.CurrentDirectory,
        Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string)variable.Value!, StringComparer.Ordinal));
}
