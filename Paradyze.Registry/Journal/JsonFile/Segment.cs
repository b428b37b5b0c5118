namespace Paradyze.Registry.Journal.JsonFile;

/// <summary>The file that commits are appended to: each line is synced before the next is written.</summary>
internal sealed class Segment(string path, IJournalFile file) : IDisposable
{
    public string Path { get; } = path;

    /// <summary>How many bytes are whole and durable.</summary>
    public long Length { get; private set; } = file.Length;

    /// <summary>Cuts off what stands behind a length, durably.</summary>
    public void Truncate(long length)
    {
        file.SetLength(length);
        file.Sync();
        Length = length;
    }

    /// <summary>Appends one line and syncs it.</summary>
    /// <exception cref="JournalException">The line was not written, or its sync failed.</exception>
    public void Append(ReadOnlySpan<byte> line)
    {
        Write(line);
        try
        {
            file.Sync();
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            throw Unknown($"'{Path}' could not be synced: {e.Message}", e);
        }

        Length += line.Length;
    }

    public void Dispose() => file.Dispose();

    private void Write(ReadOnlySpan<byte> line)
    {
        try
        {
            file.Write(line, Length);
        }
        catch (Exception e) when (FileFault.Is(e))
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
        catch (Exception e) when (FileFault.Is(e))
        {
            throw Unknown($"'{Path}' could not be cut back to {Length} bytes after a short write: {e.Message}", e);
        }
    }

    private static JournalException Unknown(string message, Exception e) => new(message, isOutcomeKnown: false, e);
}
