using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Paradyze.LocalHosting.Supervision;

/// <summary>A child in a console group of its own, held by the supervisor's job.</summary>
[SupportedOSPlatform("windows")]
internal sealed partial class WindowsChild : ChildProcess
{
    private const uint ControlBreak = 1;

    private readonly Process _process;

    public WindowsChild(StartProcess command)
    {
        var start = new ProcessStartInfo(command.FileName, command.Arguments)
        {
            WorkingDirectory = command.WorkingDirectory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNewProcessGroup = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in command.Environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
    }

    public override int ProcessId => _process.Id;

    protected override TextReader StandardOutput => _process.StandardOutput;

    protected override TextReader StandardError => _process.StandardError;

    /// <summary>Sends Ctrl-Break, which a .NET host takes as SIGQUIT and stops in order.</summary>
    public override void Terminate() => _ = GenerateConsoleCtrlEvent(ControlBreak, (uint)_process.Id);

    public override void Kill() => _process.Kill(entireProcessTree: true);

    protected override int WaitForExit()
    {
        _process.WaitForExit();
        return _process.ExitCode;
    }

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GenerateConsoleCtrlEvent(uint controlEvent, uint processGroup);
}
