using System.IO.Pipes;
using System.Runtime.Versioning;

namespace Paradyze.LocalHosting.Supervision;

/// <summary>A child that leads a process group of its own, so that one signal reaches whatever it has forked.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class PosixChild : ChildProcess
{
    private readonly Lock _lock = new();

    private bool _reaped;

    private PosixChild(int processId, Stream output, Stream error)
    {
        ProcessId = processId;
        StandardOutput = new StreamReader(output);
        StandardError = new StreamReader(error);
    }

    public override int ProcessId { get; }

    protected override TextReader StandardOutput { get; }

    protected override TextReader StandardError { get; }

    public static PosixChild StartChild(StartProcess command)
    {
        var output = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
        var error = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
        try
        {
            var processId = PosixSpawn.Start(command, new(Input: null, output.ClientSafePipeHandle, error.ClientSafePipeHandle));
            output.DisposeLocalCopyOfClientHandle();
            error.DisposeLocalCopyOfClientHandle();
            return new(processId, output, error);
        }
        catch
        {
            output.Dispose();
            error.Dispose();
            throw;
        }
    }

    public override void Terminate() => Signal(Posix.Terminate);

    public override void Kill() => Signal(Posix.Kill);

    protected override int WaitForExit()
    {
        Posix.WaitWithoutReaping(ProcessId);
        Kill();
        lock (_lock)
        {
            _reaped = true;
            return Posix.Reap(ProcessId);
        }
    }

    /// <summary>Signals the group only until its leader is reaped: from then on its number may be another's.</summary>
    private void Signal(int signal)
    {
        lock (_lock)
        {
            if (!_reaped)
                Posix.SignalGroup(ProcessId, signal);
        }
    }
}
