using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Paradyze.LocalHosting.Supervision;

/// <summary>A child in a console group of its own, held by the supervisor's job.</summary>
[SupportedOSPlatform("windows")]
internal sealed partial class WindowsChild(Process process) : ChildProcess
{
    private const uint ControlBreak = 1;

    public override int ProcessId => process.Id;

    protected override TextReader StandardOutput => process.StandardOutput;

    protected override TextReader StandardError => process.StandardError;

    public static WindowsChild StartChild(StartProcess command)
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
        return new(Process.Start(start)!);
    }

    /// <summary>Sends Ctrl-Break, which a .NET host takes as SIGQUIT and stops in order.</summary>
    public override void Terminate() => _ = GenerateConsoleCtrlEvent(ControlBreak, (uint)process.Id);

    public override void Kill() => process.Kill(entireProcessTree: true);

    protected override int WaitForExit()
    {
        process.WaitForExit();
        return process.ExitCode;
    }

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GenerateConsoleCtrlEvent(uint controlEvent, uint processGroup);
}
