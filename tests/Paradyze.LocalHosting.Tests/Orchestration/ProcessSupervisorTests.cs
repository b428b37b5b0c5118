using System.Globalization;
using Paradyze.LocalHosting.Orchestration;
using Paradyze.LocalHosting.Supervision;

namespace Paradyze.LocalHosting.Tests.Orchestration;

public sealed class ProcessSupervisorTests
{
    private static readonly TimeSpan ShortGrace = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task StopAsync_ProcessIgnoresTheRequest_IsKilledAfterTheGrace()
    {
        await using var supervisor = ProcessSupervisor.Start();
        var lines = new List<string>();
        var process = await StartAsync(supervisor, "trap '' TERM; echo ready; while :; do sleep 1; done", lines.Add);
        await Eventually.IsTrueAsync(() => lines.Contains("ready"), "the process has set its trap");

        await process.StopAsync(ShortGrace, TestContext.Current.CancellationToken);

        Assert.Equal(128 + Posix.Kill, await process.Exited);
    }

    [Fact]
    public async Task Start_FromItsFirstMoment_IsInASessionOfItsOwn()
    {
        await using var supervisor = ProcessSupervisor.Start();

        // After the name in parentheses: state, parent, group, session.
        var fields = (await File.ReadAllTextAsync($"/proc/{supervisor.ProcessId}/stat", TestContext.Current.CancellationToken))
            .Split(") ")[1].Split(' ');

        var own = supervisor.ProcessId.ToString(CultureInfo.InvariantCulture);
        Assert.Equal([own, own], fields[2..4]);
    }

    [Fact]
    public async Task Start_SignalThatThisRuntimeIgnores_EndsAChildAllTheSame()
    {
        const int BrokenPipe = 13;
        await using var supervisor = ProcessSupervisor.Start();
        var process = await StartAsync(supervisor, "kill -PIPE $$; echo survived", _ => { });

        Assert.Equal(128 + BrokenPipe, await process.Exited.WaitAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Exited_ChildLeftBehind_IsEndedWithItsParent()
    {
        await using var supervisor = ProcessSupervisor.Start();
        var lines = new List<string>();
        var process = await StartAsync(supervisor, "sleep 1000 & echo $!", lines.Add);

        Assert.Equal(0, await process.Exited.WaitAsync(TestContext.Current.CancellationToken));

        var left = int.Parse(lines[0], CultureInfo.InvariantCulture);
        await Eventually.IsTrueAsync(() => !AppHostProcess.Runs(left), "the child has ended");
    }

    [Fact]
    public async Task Output_OfBothPipes_IsCompleteBeforeTheExit()
    {
        await using var supervisor = ProcessSupervisor.Start();
        var lines = new List<string>();
        var process = await StartAsync(supervisor, "for i in 1 2 3; do echo out $i; done; echo ünïcödé \"quoted\" >&2; exit 3", lines.Add);

        Assert.Equal(3, await process.Exited.WaitAsync(TestContext.Current.CancellationToken));

        Assert.Equal(["out 1", "out 2", "out 3", "ünïcödé quoted"], lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task StartAsync_SupervisorIsGoneThoughItsPipeTakesCommands_Fails()
    {
        await using var supervisor = new ProcessSupervisor(new GoneSupervisor());
        await supervisor.Ended;

        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(() => StartAsync(supervisor, "exit 0", _ => { })
            .WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, TestContext.Current.CancellationToken));

        Assert.Equal("The supervisor of the child processes is gone.", fault.Message);
    }

    [Fact]
    public async Task DisposeAsync_ProcessRuns_EndsIt()
    {
        var supervisor = ProcessSupervisor.Start();
        var process = await StartAsync(supervisor, "exec sleep 1000", _ => { });
        var processId = await process.Started;
        Assert.True(AppHostProcess.Runs(processId));

        await supervisor.DisposeAsync();

        Assert.False(AppHostProcess.Runs(processId));
        Assert.Equal(128 + Posix.Terminate, await process.Exited);
    }

    private static Task<SupervisedProcess> StartAsync(ProcessSupervisor supervisor, string script, Action<string> onOutput)
    {
        var environment = new Dictionary<string, string> { ["PATH"] = Environment.GetEnvironmentVariable("PATH")! };
        return supervisor.StartAsync(
            new StartProcess("child", "sh", ["-c", script], Path.GetTempPath(), environment),
            line => onOutput(line.Text),
            TestContext.Current.CancellationToken);
    }

    /// <summary>One that was killed, while the system has not closed all of its pipes yet: it takes what it will never read.</summary>
    private sealed class GoneSupervisor : SupervisorHandle
    {
        public override int ProcessId => 1;

        public override TextWriter Commands => TextWriter.Null;

        public override TextReader Events => TextReader.Null;

        public override void WaitForExit()
        {
        }

        public override void Dispose()
        {
        }
    }
}
