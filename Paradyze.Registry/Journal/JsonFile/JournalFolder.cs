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
    public IReadOnlyList<SegmentName> Segments() =>
        [.. Directory.EnumerateFiles(Path, SegmentPrefix + "*" + SegmentSuffix)
            .Select(file => (File: file, First: FirstRevision(file)))
            .Where(segment => segment.First is not null)
            .Select(segment => new SegmentName(segment.File, segment.First!.Value))
            .OrderBy(segment => segment.FirstRevision)];

    /// <summary>Creates the folder and those above it, so that they are there after a crash too.</summary>
    public void Create(IJournalFiles files)
    {
        var missing = new Stack<string>();
        for (var folder = Path; !Directory.Exists(folder); folder = System.IO.Path.GetDirectoryName(folder)!) missing.Push(folder);
        Directory.CreateDirectory(Path);
        while (missing.TryPop(out var created)) files.SyncFolder(System.IO.Path.GetDirectoryName(created)!);
    }

    private static long? FirstRevision(string file)
    {
        var number = System.IO.Path.GetFileName(file.AsSpan())[SegmentPrefix.Length..^SegmentSuffix.Length];
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : null;
    }
}

/// <summary>A segment, and the revision that its name says it begins with: every commit before it is in what stands before it.</summary>
internal readonly record struct SegmentName(string Path, long FirstRevision);
