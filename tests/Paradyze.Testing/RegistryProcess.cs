using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Paradyze.Testing;

/// <summary>The real registry in a process of its own.</summary>
public sealed partial class RegistryProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RegistryProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>Everything the process has printed.</summary>
    public string Output
    {
        get
        {
            lock (_lines) return string.Join('\n', _lines);
        }
    }

    /// <summary>Where it listens, once it does.</summary>
    public Task<Uri> AddressAsync(CancellationToken cancellationToken) => _listening.Task.WaitAsync(s_patience, TimeProvider.System, cancellationToken);

    public static RegistryProcess Start(string dataFolder, params IEnumerable<string> args) => StartWithin([], dataFolder, args);

    /// <summary>Starts it from another command that takes a command, and becomes it: one that sets a limit, say.</summary>
    public static RegistryProcess StartWithin(IReadOnlyList<string> launcher, string dataFolder, params IEnumerable<string> args)
    {
        string[] command = [.. launcher, "dotnet", "exec", typeof(Program).Assembly.Location, .. args];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = dataFolder,
            Environment = { ["SERVICE_REGISTRY_DATA"] = dataFolder, ["ASPNETCORE_ENVIRONMENT"] = "Development" },
        };
        if (!args.Any()) start.Environment["SERVICE_REGISTRY_PORT"] = "0";

        var registry = new RegistryProcess(new Process { StartInfo = start });
        registry._process.OutputDataReceived += (_, line) => registry.Take(line.Data);
        registry._process.ErrorDataReceived += (_, line) => registry.Take(line.Data);
        registry._process.Start();
        registry._process.BeginOutputReadLine();
        registry._process.BeginErrorReadLine();
        return registry;
    }

    /// <summary>Sends a signal by its number: 2 is INT, 9 KILL, 15 TERM.</summary>
    public void Signal(int number) => _ = Kill(_process.Id, number);

    /// <summary>Waits until it has ended.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).WaitAsync(s_patience, TimeProvider.System, cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null) return;
        lock (_lines) _lines.Add(line);
        if (Listening().Match(line) is { Success: true } match) _listening.TrySetResult(new Uri(match.Groups["url"].Value));
    }

    [GeneratedRegex(@"Now listening on: (?<url>\S+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Listening();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
