using System.Diagnostics;
using System.Runtime.Versioning;
using Paradyze.LocalHosting.ApplicationModel;

namespace Paradyze.LocalHosting.Supervision;

/// <summary>A supervisor in a console group of its own.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsSupervisorHandle : SupervisorHandle
{
    private readonly Process _process = Process.Start(new ProcessStartInfo(DotnetHost.Path, Arguments)
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        CreateNewProcessGroup = true,
    })!;

    public override int ProcessId => _process.Id;

    public override TextWriter Commands => _process.StandardInput;

    public override TextReader Events => _process.StandardOutput;

    public override void WaitForExit() => _process.WaitForExit();

    public override void Dispose() => _process.Dispose();
}
