using Microsoft.Win32.SafeHandles;

namespace Paradyze.Registry.Journal.JsonFile;

/// <summary>The file that commits are appended to: each line is synced before the next is written.</summary>
internal sealed class Segment : IDisposable
{
    private readonly SafeFileHandle _handle;

    private Segment(string path, SafeFileHandle handle)
    {
        Path = path;
        _handle = handle;
        Length = RandomAccess.GetLength(handle);
    }

    public string Path { get; }

    public long Length { get; private set; }

    public static Segment Open(string path) =>
        new(path, File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read));

    /// <summary>Cuts off what stands behind a length, durably.</summary>
    public void Truncate(long length)
    {
        RandomAccess.SetLength(_handle, length);
        RandomAccess.FlushToDisk(_handle);
        Length = length;
    }

    /// <summary>Appends one line and syncs it.</summary>
    /// <exception cref="JournalException">The line was not written, or its sync failed.</exception>
    public void Append(ReadOnlySpan<byte> line)
    {
        Write(line);
        try
        {
            RandomAccess.FlushToDisk(_handle);
        }
        catch (IOException e)
        {
            throw Unknown($"'{Path}' could not be synced: {e.Message}", e);
        }

        Length += line.Length;
    }

    public void Dispose() => _handle.Dispose();

    private void Write(ReadOnlySpan<byte> line)
    {
        try
        {
            RandomAccess.Write(_handle, line, Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            RemoveShortWrite();
            throw new JournalException($"'{Path}' could not be written: {e.Message}", isOutcomeKnown: true, e);
        }
    }

    private void RemoveShortWrite()
    {
        try
        {
            Truncate(Length);
        }
        catch (IOException e)
        {
            throw Unknown($"'{Path}' could not be cut back to {Length} bytes after a short write: {e.Message}", e);
        }
    }

    private static JournalException Unknown(string message, Exception e) => new(message, isOutcomeKnown: false, e);
}
