using System.Collections;
using System.Runtime.Versioning;
using Paradyze.LocalHosting.ApplicationModel;

namespace Paradyze.LocalHosting.Supervision;

/// <summary>A supervisor that the system itself starts in a session of its own.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class PosixSupervisorHandle(PipedProcess process) : SupervisorHandle
{
    public override int ProcessId => process.ProcessId;

    public override TextWriter Commands { get; } = new StreamWriter(process.Input!);

    public override TextReader Events { get; } = new StreamReader(process.Output);

    public static PosixSupervisorHandle StartSupervisor() => new(PipedProcess.StartSession(Command()));

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
