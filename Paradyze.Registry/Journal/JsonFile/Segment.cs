namespace Paradyze.Registry.Journal.JsonFile;

/// <summary>The file that commits are appended to: each line is synced before the next is written.</summary>
internal sealed class Segment : IDisposable
{
    private readonly IJournalFiles _files;
    private readonly IJournalFile _file;

    private Segment(string path, IJournalFiles files, IJournalFile file)
    {
        (Path, _files, _file) = (path, files, file);
        Length = file.Length;
    }

    public string Path { get; }

    /// <summary>How many bytes are whole and durable.</summary>
    public long Length { get; private set; }

    /// <summary>Opens a segment, and makes it durable that it is there.</summary>
    /// <exception cref="IOException">It could not be opened or synced.</exception>
    public static Segment Open(string path, IJournalFiles files)
    {
        var file = files.Open(path, FileMode.OpenOrCreate);
        try
        {
            files.SyncFolder(System.IO.Path.GetDirectoryName(path)!);
            return new Segment(path, files, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Makes durable what was read. A line may have been read that was never synced, and one whose sync failed may be gone from the
    /// disk while the system still shows it: only writing it again tells the system that it must be written.
    /// </summary>
    public void Settle(SegmentContents contents)
    {
        if (Length > contents.Length) _file.SetLength(contents.Length);
        Length = contents.Length;
        if (contents.Commits > 0) _file.Write(ReadLastLine(contents), contents.LastLine);
        _file.Sync();
    }

    /// <summary>Appends one line and syncs it.</summary>
    /// <exception cref="JournalException">The line was not written, or nobody knows whether it is durable.</exception>
    public void Append(ReadOnlySpan<byte> line)
    {
        Write(line);
        try
        {
            _file.Sync();

            // A file that was removed takes writes and syncs as before, and nothing of them is found again.
            if (_files.LengthOf(Path) != Length + line.Length) throw new IOException("Another file stands in its place, or none.");
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            throw Unknown($"'{Path}' could not be synced: {Sentence(e)}", e);
        }

        Length += line.Length;
    }

    /// <summary>Finds out whether a line of so many bytes could be written, and leaves nothing of it.</summary>
    /// <remarks>A process that ends amid it leaves zeros without a line's end: the next start takes them for an unfinished batch.</remarks>
    /// <exception cref="JournalException">It could not, or could not be cut off again.</exception>
    public void Try(int bytes)
    {
        Write(new byte[bytes]);
        CutBack();
    }

    public void Dispose() => _file.Dispose();

    private void Write(ReadOnlySpan<byte> line)
    {
        try
        {
            _file.Write(line, Length);
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            CutBack();
            throw new JournalException($"'{Path}' could not be written: {Sentence(e)}", isOutcomeKnown: true, e);
        }
    }

    private void CutBack()
    {
        try
        {
            _file.SetLength(Length);
            _file.Sync();
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            throw Unknown($"'{Path}' could not be cut back to {Length} bytes: {Sentence(e)}", e);
        }
    }

    private static byte[] ReadLastLine(SegmentContents contents)
    {
        using var file = new LineReader(contents.Path);
        return file.ReadFrom(contents.LastLine)[..(int)(contents.Length - contents.LastLine)].ToArray();
    }

    private static string Sentence(Exception e) => e.Message.TrimEnd('.') + ".";

    private static JournalException Unknown(string message, Exception e) => new(message, isOutcomeKnown: false, e);
}
