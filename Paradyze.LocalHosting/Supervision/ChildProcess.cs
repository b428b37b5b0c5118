namespace Paradyze.LocalHosting.Supervision;

/// <summary>A process with all that it starts itself.</summary>
internal abstract class ChildProcess
{
    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public abstract int ProcessId { get; }

    public Task Exited => _exited.Task;

    /// <summary>Starts a process.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The system refuses.</exception>
    public static ChildProcess Start(StartProcess command) =>
        OperatingSystem.IsWindows() ? WindowsChild.StartChild(command) : PosixChild.StartChild(command);

    /// <summary>Asks the process to end.</summary>
    public abstract void Terminate();

    /// <summary>Ends the process and what it started.</summary>
    public abstract void Kill();

    public void Follow(Action<OutputLine> onOutput, Action<int> onExit)
    {
        // Threads of their own: pipes of children are read blocking, and a dozen children would starve the pool.
        var output = RunOnThread(() => Pump(StandardOutput, line => onOutput(new(line))));
        var error = RunOnThread(() => Pump(StandardError, line => onOutput(new(line, IsError: true))));
        _ = RunOnThread(() =>
        {
            var exitCode = WaitForExit();

            // A grandchild that left the group may hold the pipe open for good.
            Task.WaitAll([output, error], OutputGrace);
            onExit(exitCode);
            _exited.SetResult();
        });
    }

    protected abstract TextReader StandardOutput { get; }

    protected abstract TextReader StandardError { get; }

    /// <summary>Waits until the process has ended, and ends what it left behind.</summary>
    protected abstract int WaitForExit();

    private static Task RunOnThread(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void Pump(TextReader reader, Action<string> onLine)
    {
        var lines = new LineReader(reader);
        while (lines.ReadLine() is { } line)
            onLine(line);
    }
}
