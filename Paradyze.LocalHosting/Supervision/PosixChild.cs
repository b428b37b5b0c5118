using System.Runtime.Versioning;

namespace Paradyze.LocalHosting.Supervision;

/// <summary>A child that leads a process group of its own, so that one signal reaches whatever it has forked.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class PosixChild(PipedProcess process) : ChildProcess
{
    private readonly Lock _lock = new();

    private bool _reaped;

    public override int ProcessId => process.ProcessId;

    protected override TextReader StandardOutput { get; } = new StreamReader(process.Output);

    protected override TextReader StandardError { get; } = new StreamReader(process.Error!);

    public static PosixChild StartChild(StartProcess command) => new(PipedProcess.StartChild(command));

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
