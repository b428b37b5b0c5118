namespace Paradyze.Registry.Journal.JsonFile;

/// <summary>Reads a segment back, and tells a batch that was being written from damage.</summary>
internal static class SegmentReader
{
    /// <summary>Reads the whole commits of a segment.</summary>
    /// <param name="path">The segment.</param>
    /// <param name="isLast">Whether no segment follows; only then can its end be unfinished.</param>
    /// <param name="take">Takes each commit, in order.</param>
    /// <returns>How many bytes the whole commits take: what stands behind is an unfinished batch.</returns>
    /// <exception cref="JournalException">A line is damaged and others follow it, or it is of a later version of the registry.</exception>
    public static long Read(string path, bool isLast, Action<JournalCommit> take)
    {
        using var file = new LineReader(File.OpenRead(path));
        var length = 0L;
        while (file.TryRead(out var line))
        {
            if (CommitLine.IsOfLaterSchema(line.Span)) throw LaterSchema(path, file.Number);
            if (!CommitLine.TryDecode(line, out var commit))
            {
                var number = file.Number;
                if (!isLast || HasWholeLine(file)) throw Damaged(path, number, length);
                return length;
            }

            take(commit);
            length = file.Offset;
        }

        if (!isLast && length < new FileInfo(path).Length) throw Damaged(path, file.Number + 1, length);
        return length;
    }

    private static bool HasWholeLine(LineReader file)
    {
        while (file.TryRead(out var line))
        {
            if (CommitLine.TryDecode(line, out _)) return true;
        }

        return false;
    }

    private static JournalException Damaged(string path, int line, long offset) => new(
        $"'{path}' is damaged at line {line} (byte {offset}), and commits follow it: going on would lose them. {Damage.WayOut}",
        isOutcomeKnown: true);

    private static JournalException LaterSchema(string path, int line) => new(
        $"'{path}' was written by a later version of the registry (line {line}): start that version.", isOutcomeKnown: true);
}
