using System.Diagnostics;
using Paradyze.LocalHosting.Supervision;

namespace Paradyze.LocalHosting.Tests;

/// <summary>Whatever is killed without a warning, no process is left behind, not even one that a child has forked and that ignores SIGTERM.</summary>
public sealed class KillTests
{
    private static readonly string[] Args = ["--DcpPublisher:RandomizePorts=true", "--Shop:Args=fork"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Host_Killed_LeavesNoProcess()
    {
        await using var appHost = new AppHostProcess(Args);
        await appHost.WaitForLineAsync(AppHostProcess.AllUp);
        var descendants = await DescendantProcesses.OfAsync(appHost.Children());

        appHost.Signal(Posix.Kill);

        await appHost.EndsWithAsync(128 + Posix.Kill);
        await descendants.AreGoneAsync();
    }

    [Fact]
    public async Task Supervisor_Killed_FailsTheHostAndLeavesNoProcess()
    {
        await using var appHost = new AppHostProcess(Args);
        await appHost.WaitForLineAsync(AppHostProcess.AllUp);
        var descendants = await DescendantProcesses.OfAsync(appHost.Children());

        Posix.SignalGroup(descendants.Supervisor, Posix.Kill);

        await appHost.EndsWithAsync(1);
        Assert.Contains(
            $"error: The supervisor of the child processes (pid {descendants.Supervisor}) has ended, and they with it.", appHost.Lines);
        await descendants.AreGoneAsync();
    }

    [Fact]
    public async Task Terminal_Killed_LeavesNoProcess()
    {
        await using var terminal = AppHostProcess.InTerminal(Args);
        await terminal.WaitForLineAsync(AppHostProcess.AllUp);
        var descendants = await DescendantProcesses.OfAsync(terminal.Children());

        terminal.Signal(Posix.Kill);

        await descendants.AreGoneAsync();
    }

    [Fact]
    public async Task ShellOfTheTerminal_Killed_LeavesNoProcess()
    {
        await using var terminal = AppHostProcess.InTerminal(Args);
        await terminal.WaitForLineAsync(AppHostProcess.AllUp);
        var descendants = await DescendantProcesses.OfAsync(terminal.Children());
        var shell = DescendantProcesses.ParentOf(descendants.Host);
        Assert.Equal(terminal.ProcessId, DescendantProcesses.ParentOf(shell));

        Process.GetProcessById(shell).Kill();

        await descendants.AreGoneAsync();
    }

    [Fact]
    public async Task DotnetRun_Killed_StopsInOrder()
    {
        using var dotnetRun = StartDotnetRun();
        var lines = await ReadAsync(dotnetRun, untilLine: AppHostProcess.AllUp);
        var descendants = await DescendantProcesses.OfAsync(AppHostProcess.ChildrenIn(lines));

        dotnetRun.Kill();

        Assert.Equal("store  > Exited with exit code 0", (await ReadAsync(dotnetRun))[^1]);
        await descendants.AreGoneAsync();
    }

    [Fact]
    public async Task DotnetRun_KilledAtTheFirstLine_LeavesNoProcess()
    {
        using var dashboard = new FullListener(); // the app host waits for it a moment, and starts nothing before
        using var dotnetRun = StartDotnetRun($"--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL={dashboard.Address}");
        var lines = await ReadAsync(dotnetRun, untilLine: RunTests.FirstLine);

        dotnetRun.Kill();

        // The end of the output is that of the last process that holds it.
        lines.AddRange(await ReadAsync(dotnetRun).WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, Cancellation));
        await AppHostProcess.NothingIsLeftAsync(AppHostProcess.ChildrenIn(lines));
    }

    private static Process StartDotnetRun(params string[] more) => Process.Start(new ProcessStartInfo(
        DotnetHost.Path,
        ["run", "--no-build", "--project", FixtureAppHost.ProjectPath, "--", .. Args, .. more])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
    })!;

    private static async Task<List<string>> ReadAsync(Process process, string? untilLine = null)
    {
        var lines = new List<string>();
        while ((untilLine is null || !lines.Contains(untilLine)) && await process.StandardOutput.ReadLineAsync(Cancellation) is { } line)
            lines.Add(line);
        return lines;
    }
}
