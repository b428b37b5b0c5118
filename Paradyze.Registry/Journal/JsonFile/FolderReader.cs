namespace Paradyze.Registry.Journal.JsonFile;

/// <summary>
/// Reads the files of a journal in their order. The registry starts from what this reads, <c>journal check</c> tells it and
/// <c>journal repair</c> keeps it, so that the three agree.
/// </summary>
internal static class FolderReader
{
    /// <param name="folder">The folder.</param>
    /// <param name="begin">Takes the snapshot.</param>
    /// <param name="take">Takes each commit after it, in order.</param>
    /// <exception cref="JournalException">A file was written by a later version of the registry.</exception>
    public static FolderContents Read(JournalFolder folder, Action<SnapshotContents> begin, Action<JournalCommit> take)
    {
        var damages = new List<Damage>();
        var snapshot = SnapshotReader.Read(folder, damages);
        begin(snapshot);

        var segments = folder.Segments();
        var superseded = segments.Skip(1).TakeWhile(next => next.FirstRevision <= snapshot.Revision + 1).Count();
        var next = snapshot.Revision + 1;
        if (!snapshot.IsRevisionKnown && segments.Count > superseded) next = Math.Max(next, segments[superseded].FirstRevision);

        var reader = new SegmentReader(next, damages, take);
        var read = segments.Skip(superseded).Select(reader.Read).ToArray();
        return new FolderContents(snapshot, [.. segments.Take(superseded)], read, damages) { Head = reader.NextRevision - 1 };
    }
}

/// <summary>What the files of a journal hold.</summary>
/// <param name="Snapshot">The snapshot.</param>
/// <param name="Superseded">Segments whose every commit is in the snapshot; they are not read.</param>
/// <param name="Segments">The segments after it.</param>
/// <param name="Damages">What is damaged, in order.</param>
internal sealed record FolderContents(
    SnapshotContents Snapshot, IReadOnlyList<SegmentName> Superseded, IReadOnlyList<SegmentContents> Segments, IReadOnlyList<Damage> Damages)
{
    /// <summary>The last revision that was given out, as far as the files tell.</summary>
    public long Head { get; init; }
}
