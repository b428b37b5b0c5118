using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Paradyze.Notifications.Tests;

/// <summary>The Node.js sample as a process of its own.</summary>
internal sealed class NodeService : IAsyncDisposable
{
    private const string Listening = "Listening at ";

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = [];
    private readonly TaskCompletionSource<Uri> _url = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NodeService(string registryUrl, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo("node", ["server.js"])
        {
            WorkingDirectory = Path.Combine(AppContext.BaseDirectory, "notifications"),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment.Append(new("SERVICE_REGISTRY_URL", registryUrl))) start.Environment[name] = value;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => _url.TrySetException(new InvalidOperationException($"node ended early:\n{string.Join('\n', _output)}"));
    }

    public HttpClient Http { get; private set; } = null!;

    public static async Task<NodeService> StartAsync(string registryUrl, params IEnumerable<KeyValuePair<string, string>> environment)
    {
        var service = new NodeService(registryUrl, environment);
        service._process.Start();
        service._process.BeginOutputReadLine();
        service._process.BeginErrorReadLine();
        service.Http = new HttpClient { BaseAddress = await service._url.Task.WaitAsync(TestContext.Current.CancellationToken) };
        return service;
    }

    /// <summary>Sends SIGTERM, and gives back the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null) return;
        _output.Enqueue(line);
        if (line.StartsWith(Listening, StringComparison.Ordinal)) _url.TrySetResult(new Uri(line[Listening.Length..].TrimEnd('.')));
    }
}
