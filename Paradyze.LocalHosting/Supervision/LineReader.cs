using System.Text;

namespace Paradyze.LocalHosting.Supervision;

/// <summary>
/// Lines of a bounded length. What a process writes without ever ending its line comes in pieces, each of them a line; reading it whole would
/// end with the memory, and with it every other process of the supervisor.
/// </summary>
internal sealed class LineReader(TextReader text)
{
    public const int MaxLength = 16 * 1024;

    private readonly char[] _buffer = new char[4 * 1024];
    private readonly StringBuilder _line = new();

    private int _next;
    private int _end;
    private bool _endedWithReturn;

    /// <summary>Reads up to the end of a line (<c>\n</c>, <c>\r\n</c> or <c>\r</c>), as much as a line holds, or the rest; <see langword="null"/> at the end.</summary>
    public string? ReadLine()
    {
        while (_next < _end || Fill())
        {
            if (_endedWithReturn && _buffer[_next] == '\n')
                _next++;
            _endedWithReturn = false;

            var rest = _buffer.AsSpan(_next, _end - _next);
            var end = rest.IndexOfAny('\n', '\r');
            var part = end < 0 ? rest : rest[..end];
            var room = MaxLength - _line.Length;
            if (part.Length > room)
                return Take(part[..(char.IsLowSurrogate(part[room]) ? room + 1 : room)]);
            if (end >= 0)
            {
                _endedWithReturn = rest[end] == '\r';
                _next++;
                return Take(part);
            }

            Append(part);
        }

        return _line.Length > 0 ? Take([]) : null;
    }

    private bool Fill()
    {
        (_next, _end) = (0, text.Read(_buffer));
        return _end > 0;
    }

    private void Append(ReadOnlySpan<char> part)
    {
        _line.Append(part);
        _next += part.Length;
    }

    private string Take(ReadOnlySpan<char> lastPart)
    {
        Append(lastPart);
        var line = _line.ToString();
        _line.Clear();
        return line;
    }
}
