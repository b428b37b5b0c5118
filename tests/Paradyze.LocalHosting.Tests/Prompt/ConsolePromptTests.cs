using Paradyze.LocalHosting.Prompt;
using Paradyze.LocalHosting.Supervision;

namespace Paradyze.LocalHosting.Tests.Prompt;

/// <summary>Lines on the standard input of a real app host.</summary>
public sealed class ConsolePromptTests : IDisposable
{
    private readonly NamedPipe _input = new();

    public void Dispose() => _input.Dispose();

    [Fact]
    public async Task Input_Lines_AreRunOneAfterTheOther()
    {
        await using var appHost = AppHostProcess.WithInput(_input.Path, "--DcpPublisher:RandomizePorts=true");
        await appHost.WaitForLineAsync(AppHostProcess.AllUp);

        _input.WriteLine("stop shop-2");
        _input.WriteLine("stop shop-2");
        _input.WriteLine("start shop-2");
        _input.WriteLine("dance");

        await appHost.WaitForLineAsync("There is no command 'dance'; there are list, start, stop, restart, help.");
        var lines = appHost.Lines
            .SkipWhile(line => line != "shop-2 > Stopping")
            .Where(line => line.Contains("shop-2", StringComparison.Ordinal) && !line.Contains('|', StringComparison.Ordinal));
        Assert.Equal(
            [
                "shop-2 > Stopping",
                "shop-2 > Exited with exit code 0",
                "stop shop-2: done",
                "Resource 'shop-2' cannot stop: it is Exited.",
                "shop-2 > Waiting for store",
                "shop-2 > Starting",
            ],
            lines.Take(6));
    }

    [Fact]
    public async Task Input_Ends_ApplicationGoesOn()
    {
        await using var appHost = AppHostProcess.WithInput(_input.Path, "--DcpPublisher:RandomizePorts=true");
        await appHost.WaitForLineAsync(AppHostProcess.AllUp);
        Assert.True(Reads(appHost));

        _input.Close();

        await Eventually.IsTrueAsync(() => !Reads(appHost), "the app host has seen the end of its input");
        Assert.All(appHost.Children(), child => Assert.True(AppHostProcess.Runs(child.ProcessId)));
        Assert.DoesNotContain(appHost.Lines, line => line.StartsWith("Stopping", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Input_WaitsForALine_DoesNotKeepTheApplicationFromStopping()
    {
        await using var appHost = AppHostProcess.WithInput(_input.Path, "--DcpPublisher:RandomizePorts=true");
        await appHost.WaitForLineAsync(AppHostProcess.AllUp);

        appHost.Signal(Posix.Terminate);

        await appHost.EndsWithAsync(0);
        Assert.Equal("store  > Exited with exit code 0", appHost.Lines[^1]);
    }

    private static bool Reads(AppHostProcess appHost) =>
        Directory.EnumerateDirectories($"/proc/{appHost.ProcessId}/task").Any(thread => Name(thread) == ConsolePrompt.ThreadName);

    private static string Name(string thread)
    {
        try
        {
            return File.ReadAllText(Path.Combine(thread, "comm")).Trim();
        }
        catch (IOException)
        {
            return ""; // it has ended meanwhile
        }
    }
}
