using System.Text.Json;
using Paradyze.LocalHosting.Supervision;

namespace Paradyze.LocalHosting.Tests.Supervision;

public sealed class SupervisorProgramTests
{
    [Fact]
    public async Task Main_HostDiesWhileItWritesACommand_StopsWhatRuns()
    {
        using var supervisor = SupervisorHandle.Start();
        await WriteAsync(supervisor, Serialize(new StartProcess("child", "sleep", ["1000"], Path.GetTempPath(), PathOnly())) + "\n");
        var started = Assert.IsType<ProcessStarted>(Deserialize(await supervisor.Events.ReadLineAsync(TestContext.Current.CancellationToken)));

        await WriteAsync(supervisor, Serialize(new StopProcess("child", TimeSpan.Zero))[..20]);
        supervisor.Commands.Close();

        supervisor.WaitForExit();
        await Eventually.IsTrueAsync(() => !AppHostProcess.Runs(started.ProcessId), "the child has ended");
    }

    private static async Task WriteAsync(SupervisorHandle supervisor, string text)
    {
        await supervisor.Commands.WriteAsync(text);
        await supervisor.Commands.FlushAsync(TestContext.Current.CancellationToken);
    }

    private static Dictionary<string, string> PathOnly() => new() { ["PATH"] = Environment.GetEnvironmentVariable("PATH")! };

    private static string Serialize(SupervisorCommand command) => JsonSerializer.Serialize(command, SupervisorJson.Default.SupervisorCommand);

    private static SupervisorEvent? Deserialize(string? line) => JsonSerializer.Deserialize(line!, SupervisorJson.Default.SupervisorEvent);
}
