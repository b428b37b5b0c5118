using System.IO.Pipes;
using System.Runtime.Versioning;

namespace Paradyze.LocalHosting.Supervision;

/// <summary>A process and this end of the pipes that are its standard streams.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class PipedProcess : IDisposable
{
    private readonly AnonymousPipeServerStream? _input;
    private readonly AnonymousPipeServerStream _output = new(PipeDirection.In, HandleInheritability.None);
    private readonly AnonymousPipeServerStream? _error;

    private PipedProcess(bool input, bool error)
    {
        _input = input ? new(PipeDirection.Out, HandleInheritability.None) : null;
        _error = error ? new(PipeDirection.In, HandleInheritability.None) : null;
    }

    public int ProcessId { get; private set; }

    /// <summary>Gets the writing end of its input, where that is not empty.</summary>
    public Stream? Input => _input;

    public Stream Output => _output;

    /// <summary>Gets the reading end of its errors, where they do not go where those of this process go.</summary>
    public Stream? Error => _error;

    /// <summary>Starts a child: nothing on its input, a pipe for its output and one for its errors.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The system refuses.</exception>
    public static PipedProcess StartChild(StartProcess command) => new PipedProcess(input: false, error: true).Start(command, ownSession: false);

    /// <summary>Starts a process in a session of its own that is spoken with by input and output.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The system refuses.</exception>
    public static PipedProcess StartSession(StartProcess command) => new PipedProcess(input: true, error: false).Start(command, ownSession: true);

    public void Dispose()
    {
        _input?.Dispose();
        _output.Dispose();
        _error?.Dispose();
    }

    private PipedProcess Start(StartProcess command, bool ownSession)
    {
        try
        {
            ProcessId = PosixSpawn.Start(
                command, new(_input?.ClientSafePipeHandle, _output.ClientSafePipeHandle, _error?.ClientSafePipeHandle), ownSession);
            _input?.DisposeLocalCopyOfClientHandle();
            _output.DisposeLocalCopyOfClientHandle();
            _error?.DisposeLocalCopyOfClientHandle();
            return this;
        }
        catch
        {
            Dispose();
            throw;
        }
    }
}
