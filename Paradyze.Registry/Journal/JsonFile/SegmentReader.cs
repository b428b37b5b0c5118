namespace Paradyze.Registry.Journal.JsonFile;

/// <summary>Reads a segment back, and tells a batch that was being written from damage.</summary>
internal static class SegmentReader
{
    private const byte LineFeed = (byte)'\n';

    /// <summary>Reads the whole commits of a segment.</summary>
    /// <param name="path">The segment.</param>
    /// <param name="isLast">Whether no segment follows; only then can its end be unfinished.</param>
    /// <returns>The commits, and how many bytes they take: what stands behind is an unfinished batch.</returns>
    /// <exception cref="JournalException">A line is damaged and another follows it.</exception>
    public static (IReadOnlyList<JournalCommit> Commits, long Length) Read(string path, bool isLast)
    {
        ReadOnlyMemory<byte> bytes = File.ReadAllBytes(path);
        var commits = new List<JournalCommit>();
        var start = 0;
        while (TryReadLine(bytes, start, out var line))
        {
            if (!CommitLine.TryDecode(line, out var commit)) break;
            commits.Add(commit);
            start += line.Length + 1;
        }

        if (start < bytes.Length && (!isLast || HasWholeLine(bytes, start)))
        {
            throw new JournalException(
                $"'{path}' is damaged at line {commits.Count + 1} (byte {start}), and whole commits follow it: going on would lose them. "
                + "Restore the data folder from a backup, or move it away to start empty.",
                isOutcomeKnown: true);
        }

        return (commits, start);
    }

    private static bool HasWholeLine(ReadOnlyMemory<byte> bytes, int start)
    {
        for (var next = NextLine(bytes, start); next < bytes.Length; next = NextLine(bytes, next))
        {
            if (TryReadLine(bytes, next, out var line) && CommitLine.TryDecode(line, out _)) return true;
        }

        return false;
    }

    private static int NextLine(ReadOnlyMemory<byte> bytes, int start)
    {
        var end = bytes.Span[start..].IndexOf(LineFeed);
        return end < 0 ? bytes.Length : start + end + 1;
    }

    private static bool TryReadLine(ReadOnlyMemory<byte> bytes, int start, out ReadOnlyMemory<byte> line)
    {
        var end = bytes.Span[start..].IndexOf(LineFeed);
        line = end < 0 ? default : bytes.Slice(start, end);
        return end >= 0;
    }
}
