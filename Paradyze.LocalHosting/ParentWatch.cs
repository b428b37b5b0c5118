using System.Diagnostics;
using System.Runtime.Versioning;
using Microsoft.Extensions.Hosting;
using Paradyze.LocalHosting.Supervision;

namespace Paradyze.LocalHosting;

/// <summary>
/// Stops the application when <c>dotnet run</c> or <c>dotnet watch</c> dies, which pass no signal on and leave what they started behind.
/// Any other parent may end before its child: a shell does when it was told to leave a job running.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ParentWatch(IHostApplicationLifetime lifetime, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var parent = Posix.ParentProcessId();
        if (!IsDotnet(parent))
            return;

        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (Posix.ParentProcessId() == parent)
                continue;

            lifetime.StopApplication();
            return;
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
