namespace Paradyze.LocalHosting.Supervision;

/// <summary>
/// The supervisor as its host holds it. It is out of reach of the terminal from its first instruction on: one that left the host's process
/// group only by itself would die of a Ctrl-C in its first moments.
/// </summary>
internal abstract class SupervisorHandle : IDisposable
{
    public abstract int ProcessId { get; }

    public abstract TextWriter Commands { get; }

    public abstract TextReader Events { get; }

    protected static IReadOnlyList<string> Arguments { get; } = ["exec", typeof(SupervisorProgram).Assembly.Location];

    public static SupervisorHandle Start() =>
        OperatingSystem.IsWindows() ? new WindowsSupervisorHandle() : PosixSupervisorHandle.StartSupervisor();

    /// <summary>Waits until the process has ended. To be called once.</summary>
    public abstract void WaitForExit();

    public abstract void Dispose();
}
