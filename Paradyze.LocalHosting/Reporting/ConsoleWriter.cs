using System.Collections.Concurrent;
using System.Text;

namespace Paradyze.LocalHosting.Reporting;

/// <summary>
/// Writes lines on a thread of its own, each at once. Whoever writes more than is read waits, as in front of any pipe; but once the application
/// stops, nobody waits for a terminal that is held (Ctrl-S) or a pipe that is not read, and what does not fit is left out.
/// </summary>
internal sealed class ConsoleWriter : TextWriter
{
    private const int Capacity = 1000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly BlockingCollection<string> _lines = new(Capacity);
    private readonly TextWriter _output;
    private readonly CancellationToken _stopping;
    private readonly Thread _writing;

    public ConsoleWriter(TextWriter output, CancellationToken stopping)
    {
        (_output, _stopping) = (output, stopping);
        _writing = new(WriteQueued) { Name = "console", IsBackground = true };
        _writing.Start();
    }

    public override Encoding Encoding => _output.Encoding;

    public override void WriteLine(string? value)
    {
        var line = value ?? "";
        try
        {
            Enqueue(line);
        }
        catch (InvalidOperationException)
        {
            WriteNow(line); // the queue is closed: these are the last words of a process whose host is gone already
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_lines.IsAddingCompleted)
        {
            _lines.CompleteAdding();
            _writing.Join(Patience);
        }

        base.Dispose(disposing);
    }

    private void Enqueue(string line)
    {
        try
        {
            _lines.TryAdd(line, Timeout.Infinite, _stopping);
        }
        catch (OperationCanceledException)
        {
            _lines.TryAdd(line);
        }
    }

    private void WriteQueued()
    {
        foreach (var line in _lines.GetConsumingEnumerable(CancellationToken.None))
            WriteNow(line);
    }

    private void WriteNow(string line)
    {
        try
        {
            _output.WriteLine(line);
        }
        catch (IOException)
        {
            // The terminal has been closed. The resources must still be stopped in order.
        }
    }
}
