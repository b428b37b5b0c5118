using Paradyze.LocalHosting.Supervision;

namespace Paradyze.LocalHosting.ResourceService;

/// <summary>
/// The latest lines of one replica, at most 10,000 and 4 million characters. Readers have no queues: each keeps the number that it has read
/// up to, and one that is too slow finds a gap in the numbers.
/// </summary>
internal sealed class ConsoleLog
{
    public const int Capacity = 10_000;
    public const int MaxLineLength = 16 * 1024;

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

    public void Add(OutputLine line)
    {
        var kept = line.Text.Length <= MaxLineLength ? line : line with { Text = Cut(line.Text) };
        lock (_lock)
        {
            while (_next - _first == Capacity || _characters + kept.Text.Length > MaxCharacters)
                DropFirst_NeedsLock();
            _lines[_next++ % Capacity] = kept;
            _characters += kept.Text.Length;
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

    private static string Cut(string text) => text[..(char.IsHighSurrogate(text[MaxLineLength - 1]) ? MaxLineLength - 1 : MaxLineLength)];

    private void DropFirst_NeedsLock()
    {
        ref var first = ref _lines[_first++ % Capacity];
        _characters -= first.Text.Length;
        first = default;
    }
}
