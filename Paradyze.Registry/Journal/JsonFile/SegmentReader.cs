namespace Paradyze.Registry.Journal.JsonFile;

/// <summary>
/// Reads segments back, one after the other, and tells damage from a batch that was being written when the registry ended.
/// </summary>
/// <param name="nextRevision">The revision that comes next: revisions of commits leave none out.</param>
/// <param name="damages">Takes what is found damaged.</param>
/// <param name="take">Takes each commit from that revision on, in order.</param>
internal sealed class SegmentReader(long nextRevision, List<Damage> damages, Action<JournalCommit> take)
{
    private Damage? _unfinished;

    /// <summary>The revision that comes next.</summary>
    public long NextRevision { get; private set; } = nextRevision;

    /// <exception cref="JournalException">A line was written by a later version of the registry.</exception>
    public SegmentContents Read(SegmentName segment)
    {
        using var file = new LineReader(segment.Path);
        if (segment.FirstRevision > NextRevision)
        {
            Add(segment.Path, (1, 0), $"it begins with revision {segment.FirstRevision}", segment.FirstRevision);
            NextRevision = segment.FirstRevision;
        }

        // Only the end of everything can be unfinished: what was begun there was cut off before anything else was written.
        if (_unfinished is not null && file.Length > 0) damages.Add(_unfinished);
        _unfinished = null;

        var contents = ReadLines(segment.Path, file);
        return contents.Length < file.Length ? ReadTail(contents, file) : contents;
    }

    private SegmentContents ReadLines(string path, LineReader file)
    {
        var contents = new SegmentContents(path);
        (int Line, long Byte)? damaged = null;
        for (var offset = 0L; file.TryRead(out var line); offset = file.Offset)
        {
            if (CommitLine.IsOfLaterSchema(line.Span)) throw LaterSchema(path, file.Number);
            if (!CommitLine.TryDecode(line, out var commit))
            {
                damaged ??= (file.Number, offset);
                continue;
            }

            if (damaged is { } at) Add(path, at, "a commit is not as it was written", commit.Revision);
            else if (commit.Revision > NextRevision) Add(path, (file.Number, offset), $"revision {commit.Revision} stands here", commit.Revision);
            damaged = null;
            if (commit.Revision >= NextRevision)
            {
                take(commit);
                NextRevision = commit.Revision + 1;
            }

            contents = contents.With(commit.Revision, file.Number, lastLine: offset, length: file.Offset);
        }

        return contents;
    }

    /// <summary>What stands behind the last whole commit.</summary>
    private SegmentContents ReadTail(SegmentContents contents, LineReader file)
    {
        var what = $"what follows revision {NextRevision - 1} is not as it was written: a commit or more is lost";
        var damage = new Damage(contents.Path, contents.LastLineNumber + 1, contents.Length, what);
        if (UnfinishedBatch.Is(file.ReadFrom(contents.Length)))
        {
            _unfinished = damage;
            return contents with { UnfinishedBytes = file.Length - contents.Length };
        }

        damages.Add(damage);
        return contents;
    }

    private void Add(string path, (int Line, long Byte) at, string what, long revision)
    {
        var lost = (revision - NextRevision) switch
        {
            <= 0 => "nothing is lost by it",
            1 => $"revision {NextRevision} is lost",
            _ => $"revisions {NextRevision} to {revision - 1} are lost",
        };
        damages.Add(new Damage(path, at.Line, at.Byte, $"{what}, and {lost}"));
    }

    private static JournalException LaterSchema(string path, int line) => new(
        $"'{path}' was written by a later version of the registry (line {line}): start that version.", isOutcomeKnown: true);
}
