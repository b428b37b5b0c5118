using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Paradyze.LocalHosting.Ports;
using Paradyze.LocalHosting.Supervision;

namespace Paradyze.LocalHosting.Tests;

/// <summary>The fixture app host in a process of its own, leading a process group as it would in a terminal.</summary>
internal sealed partial class AppHostProcess : IAsyncDisposable
{
    public const string AllUp = "Everything is up. Ctrl-C stops it.";

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<int> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ChildProcess _process;

    public AppHostProcess(params string[] args)
        : this(DotnetHost.Path, ["exec", typeof(FixtureAppHost).Assembly.Location, .. args])
    {
    }

    private AppHostProcess(string program, IReadOnlyList<string> arguments)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
        _process = ChildProcess.Start(new(
            "apphost",
            program,
            arguments,
            FixtureAppHost.ProjectPath,
            environment));
        _process.Follow(line => _lines.Enqueue(line.Text), _exit.SetResult);
    }

    /// <summary>Starts one that reads its input from a file, such as a named pipe.</summary>
    public static AppHostProcess WithInput(string path, params string[] args) =>
        new("sh", (string[])["-c", "exec \"$@\" < \"$0\"", path, DotnetHost.Path, "exec", typeof(FixtureAppHost).Assembly.Location, .. args]);

    /// <summary>Starts one with more variables (<c>NAME=value</c>) in its environment.</summary>
    public static AppHostProcess WithVariables(IEnumerable<string> variables, params string[] args) =>
        new("env", (string[])[.. variables, DotnetHost.Path, "exec", typeof(FixtureAppHost).Assembly.Location, .. args]);

    /// <summary>Starts one that writes to a file, such as a named pipe.</summary>
    public static AppHostProcess WithOutput(string path, params string[] args) =>
        new("sh", (string[])["-c", "exec \"$@\" > \"$0\"", path, DotnetHost.Path, "exec", typeof(FixtureAppHost).Assembly.Location, .. args]);

    /// <summary>Starts one in a terminal of its own, under a shell that leads the terminal's session. This process is the terminal.</summary>
    public static AppHostProcess InTerminal(params string[] args)
    {
        string[] command = [DotnetHost.Path, "exec", typeof(FixtureAppHost).Assembly.Location, .. args];
        var shell = $"NO_COLOR=1 {string.Join(' ', command.Select(word => $"'{word}'"))}; true"; // more than one command keeps the shell
        return new("script", (string[])["--quiet", "--flush", "--command", shell, "/dev/null"]);
    }

    public IReadOnlyList<string> Lines => [.. _lines];

    public int ProcessId => _process.ProcessId;

    public Task<int> ExitCode => _exit.Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, TestContext.Current.CancellationToken);

    /// <summary>Waits for the end, with an exit code.</summary>
    public async Task EndsWithAsync(int exitCode)
    {
        var actual = await ExitCode;
        Assert.True(actual == exitCode, $"The exit code is {actual}, not {exitCode}, after{Environment.NewLine}{string.Join(Environment.NewLine, Lines)}");
    }

    public async Task WaitForLineAsync(string line)
    {
        await Eventually.IsTrueAsync(() => Lines.Contains(line) || _exit.Task.IsCompleted, $"the app host writes '{line}'");
        Assert.Contains(line, Lines);
    }

    public void Signal(int signal) => Posix.SignalGroup(ProcessId, signal);

    /// <summary>Asks the store what it finds in its environment, once everything is up.</summary>
    public async Task<Dictionary<string, string>> VariablesOfStoreAsync()
    {
        await WaitForLineAsync(AllUp);
        using var http = new HttpClient();
        return (await http.GetFromJsonAsync<Dictionary<string, string>>(
            $"http://localhost:{Children()[0].Port}/environment", TestContext.Current.CancellationToken))!;
    }

    /// <summary>Gives the processes and ports that the app host has told of.</summary>
    public IReadOnlyList<(int ProcessId, int Port)> Children() => ChildrenIn(Lines);

    public static IReadOnlyList<(int ProcessId, int Port)> ChildrenIn(IEnumerable<string> lines) =>
        [.. lines.Select(line => Running().Match(line))
            .Where(match => match.Success)
            .Select(match => (Number(match.Groups["process"]), Number(match.Groups["port"])))];

    /// <summary>Waits until the processes are gone and their ports free: the system takes its time with those that were killed.</summary>
    public static async Task NothingIsLeftAsync(IEnumerable<(int ProcessId, int Port)> children)
    {
        foreach (var (processId, port) in children)
            await Eventually.IsTrueAsync(() => IsGone(processId, port), $"process {processId} has ended and port {port} is free");
    }

    public static bool IsGone(int processId, int port) => !Runs(processId) && PortAllocator.IsFree(port);

    /// <summary>Tells whether a process is there and not only waiting to be reaped.</summary>
    public static bool Runs(int processId)
    {
        try
        {
            return !File.ReadAllText($"/proc/{processId}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false; // gone before, or while, it was read
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.Exited;
    }

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"> Running as process (?<process>\d+), http://localhost:(?<port>\d+)$", RegexOptions.None, 1000)]
    private static partial Regex Running();
}
