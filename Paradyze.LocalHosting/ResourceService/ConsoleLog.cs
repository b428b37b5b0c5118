using Paradyze.LocalHosting.Supervision;

namespace Paradyze.LocalHosting.ResourceService;

/// <summary>
/// The latest lines of one replica, at most 10,000 and 4 million characters. Readers have no queues: each keeps the number that it has read
/// up to, and one that is too slow finds a gap in the numbers. A line is at most as long as <see cref="LineReader"/> makes it.
/// </summary>
internal sealed class ConsoleLog
{
    public const int Capacity = 10_000;

    private const int MaxCharacters = 4 * 1024 * 1024;
    private const int MaxBatchLines = 1_000;

    // A gRPC client takes messages of 4 MB, and a character has up to 3 bytes.
    private const int MaxBatchCharacters = 512 * 1024;

    private readonly Lock _lock = new();
    private readonly OutputLine[] _lines = new OutputLine[Capacity];

    private int _first = 1;
    private int _next = 1;
    private int _characters;

    public ChangeSignal Changed { get; } = new();

    /// <summary>Gets the number of the latest line, 0 before the first.</summary>
    public int Last
    {
        get
        {
            lock (_lock)
                return _next - 1;
        }
    }

    public void Add(OutputLine line)
    {
        lock (_lock)
        {
            while (_next - _first == Capacity || _characters + line.Text.Length > MaxCharacters)
                DropFirst_NeedsLock();
            _lines[_next++ % Capacity] = line;
            _characters += line.Text.Length;
        }

        Changed.Set();
    }

    /// <summary>Gives lines with greater numbers than the given one, as many as fit into one message.</summary>
    public IReadOnlyList<ConsoleLine> After(int number)
    {
        var lines = new List<ConsoleLine>();
        var characters = 0;
        lock (_lock)
        {
            for (var next = Math.Max(number + 1, _first); next < _next && lines.Count < MaxBatchLines; next++)
            {
                var (text, isError) = _lines[next % Capacity];
                characters += text.Length;
                if (characters > MaxBatchCharacters)
                    break;
                lines.Add(new(next, text, isError));
            }
        }

        return lines;
    }

    private void DropFirst_NeedsLock()
    {
        ref var first = ref _lines[_first++ % Capacity];
        _characters -= first.Text.Length;
        first = default;
    }
}
