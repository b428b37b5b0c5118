using System.Collections.Concurrent;

namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>The last lines that a process wrote, to be shown when it fails.</summary>
internal sealed class OutputTail
{
    private const int Capacity = 40; // the message of an exception stands above its trace

    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    public void Clear() => _lines.Clear();

    public void Add(string line)
    {
        _lines.Enqueue(line);
        if (_lines.Count > Capacity)
            _lines.TryDequeue(out _);
    }
}
