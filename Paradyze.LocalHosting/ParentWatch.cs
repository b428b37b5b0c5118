using System.Diagnostics;
using System.Runtime.Versioning;
using Microsoft.Extensions.Hosting;
using Paradyze.LocalHosting.Supervision;

namespace Paradyze.LocalHosting;

/// <summary>
/// Stops the application when <c>dotnet run</c> or <c>dotnet watch</c> dies: these pass no signal on and leave behind what they have started.
/// Any other parent may end before its child, as a shell does that was told to leave a job running.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ParentWatch(IHostApplicationLifetime lifetime, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var parent = Posix.ParentProcessId();
        var watchesParent = IsDotnet(parent);
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (watchesParent && Posix.ParentProcessId() != parent)
                lifetime.StopApplication();
        }
    }

    private static bool IsDotnet(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.ProcessName == "dotnet";
        }
        catch (ArgumentException)
        {
            return false; // already gone
        }
    }
}
