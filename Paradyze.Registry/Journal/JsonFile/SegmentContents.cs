namespace Paradyze.Registry.Journal.JsonFile;

/// <summary>What a segment holds.</summary>
/// <param name="Path">The file.</param>
internal sealed record SegmentContents(string Path)
{
    /// <summary>How many commits are whole.</summary>
    public int Commits { get; private init; }

    public long FirstRevision { get; private init; }

    public long LastRevision { get; private init; }

    /// <summary>The number of the last whole line, from 1; 0 when there is none.</summary>
    public int LastLineNumber { get; private init; }

    /// <summary>Where the last whole line begins.</summary>
    public long LastLine { get; private init; }

    /// <summary>Where the last whole line ends.</summary>
    public long Length { get; private init; }

    /// <summary>How many bytes of a batch stand behind it that was being written when the registry ended.</summary>
    public long UnfinishedBytes { get; init; }

    /// <summary>Whether nothing was ever written to it.</summary>
    public bool IsEmpty => Length + UnfinishedBytes == 0;

    public SegmentContents With(long revision, int number, long lastLine, long length) => this with
    {
        Commits = Commits + 1,
        FirstRevision = Commits == 0 ? revision : FirstRevision,
        LastRevision = revision,
        LastLineNumber = number,
        LastLine = lastLine,
        Length = length,
    };
}
