namespace Paradyze.Registry.Journal.JsonFile;

/// <summary>Reads a file line by line, as bytes, without holding more of it than one line.</summary>
internal sealed class LineReader(string path) : IDisposable
{
    private const byte LineFeed = (byte)'\n';

    // Shared, since a segment is open for writing while it is read.
    private readonly FileStream _stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
    private byte[] _buffer = new byte[256 * 1024];
    private int _start;
    private int _end;

    /// <summary>Where the next line begins.</summary>
    public long Offset { get; private set; }

    /// <summary>How many bytes the file has.</summary>
    public long Length => _stream.Length;

    /// <summary>What stands behind the last line feed, once <see cref="TryRead"/> has said that there is no further line.</summary>
    public ReadOnlyMemory<byte> Rest => _buffer.AsMemory(_start, _end - _start);

    /// <summary>The number of the line that was read last, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>
    /// Reads the next line, without its line feed, valid until the next call. <see langword="false"/> at the end, before which an
    /// unfinished line may stand.
    /// </summary>
    public bool TryRead(out ReadOnlyMemory<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf(LineFeed);
            if (length >= 0)
            {
                length += searched;
                line = _buffer.AsMemory(_start, length);
                _start += length + 1;
                Offset += length + 1;
                Number++;
                return true;
            }

            searched = _end - _start;
            if (!Fill())
            {
                line = default;
                return false;
            }
        }
    }

    /// <summary>Everything from an offset to the end of the file.</summary>
    public ReadOnlyMemory<byte> ReadFrom(long offset)
    {
        var bytes = new byte[Length - offset];
        _stream.Position = offset;
        _stream.ReadExactly(bytes);
        return bytes;
    }

    public void Dispose() => _stream.Dispose();

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
