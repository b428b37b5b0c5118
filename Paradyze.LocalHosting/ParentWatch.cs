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

    private int _parent;
    private bool _watchesParent;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // Here, not where the watch runs: that begins when it comes to it, and the parent may be gone by then.
        _parent = Posix.ParentProcessId();
        _watchesParent = IsDotnet(_parent);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (_watchesParent && Posix.ParentProcessId() != _parent)
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
