using System.Globalization;

namespace Paradyze.Registry.Journal.JsonFile;

/// <summary>The files of a journal and their names.</summary>
internal sealed class JournalFolder(string path)
{
    private const string SegmentPrefix = "registry.";
    private const string SegmentSuffix = ".journal";

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public string Snapshot => System.IO.Path.Combine(Path, "registry.json");

    public string SnapshotBeingWritten => Snapshot + ".new";

    public string Lock => System.IO.Path.Combine(Path, "registry.lock");

    /// <summary>Names the process that holds the lock, since the lock itself cannot be read while it is held.</summary>
    public string LockHolder => System.IO.Path.Combine(Path, "registry.pid");

    public string Segment(long firstRevision) =>
        System.IO.Path.Combine(Path, string.Create(CultureInfo.InvariantCulture, $"{SegmentPrefix}{firstRevision}{SegmentSuffix}"));

    /// <summary>The segments in the order of their revisions.</summary>
    public IReadOnlyList<string> Segments() =>
        [.. Directory.EnumerateFiles(Path, SegmentPrefix + "*" + SegmentSuffix)
            .Select(file => (File: file, First: FirstRevision(file)))
            .Where(segment => segment.First is not null)
            .OrderBy(segment => segment.First)
            .Select(segment => segment.File)];

    private static long? FirstRevision(string file)
    {
        var number = System.IO.Path.GetFileName(file.AsSpan())[SegmentPrefix.Length..^SegmentSuffix.Length];
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : null;
    }
}
