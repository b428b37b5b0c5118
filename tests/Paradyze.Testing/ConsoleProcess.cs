using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Paradyze.Testing;

/// <summary>A program in a process of its own, with all that it prints. It ends with this, and so does whatever it has started.</summary>
public sealed class ConsoleProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly List<(Regex Line, TaskCompletionSource<Match> Found)> _awaited = [];

    private ConsoleProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>Every line so far, of output and error in the order of their arrival.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate) return [.. _lines];
        }
    }

    public static ConsoleProcess Start(
        string program, IEnumerable<string> args, string workingDirectory, params IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo(program, args)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingDirectory,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;

        var process = new ConsoleProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        process._process.OutputDataReceived += (_, line) => process.Take(line.Data);
        process._process.ErrorDataReceived += (_, line) => process.Take(line.Data);
        process._process.Start();
        process._process.BeginOutputReadLine();
        process._process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Waits for a line, unless it has been printed already.</summary>
    /// <exception cref="TimeoutException">It did not come. The message holds what came.</exception>
    public async Task<Match> LineAsync(Regex line, CancellationToken cancellationToken)
    {
        var found = new TaskCompletionSource<Match>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_lines.Select(printed => line.Match(printed)).FirstOrDefault(match => match.Success) is { } before) return before;
            _awaited.Add((line, found));
        }

        var ended = _process.WaitForExitAsync(cancellationToken);
        if (await Task.WhenAny(found.Task, ended, Task.Delay(s_patience, TimeProvider.System, cancellationToken)) == found.Task)
            return await found.Task;

        cancellationToken.ThrowIfCancellationRequested();
        if (found.Task.IsCompleted) return await found.Task;
        throw new TimeoutException($"{_process.StartInfo.FileName} printed no line like '{line}' but\n{string.Join('\n', Lines)}");
    }

    public void Signal(int number) => ProcessSignal.Send(Id, number);

    /// <summary>Waits until it has ended, and everything that writes to the same output.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> ExitAsync(CancellationToken cancellationToken, TimeSpan? patience = null)
    {
        await _process.WaitForExitAsync(cancellationToken).WaitAsync(patience ?? s_patience, TimeProvider.System, cancellationToken);
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
        lock (_gate)
        {
            _lines.Add(line);
            foreach (var (awaited, found) in _awaited)
            {
                if (awaited.Match(line) is { Success: true } match) found.TrySetResult(match);
            }
        }
    }
}
