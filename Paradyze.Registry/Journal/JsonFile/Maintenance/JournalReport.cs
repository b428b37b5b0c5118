namespace Paradyze.Registry.Journal.JsonFile.Maintenance;

/// <summary>Writes down what the files of a journal hold, a file a line, with its damages below it.</summary>
internal sealed class JournalReport(TextWriter output)
{
    public void Write(JournalFolder folder, FolderContents contents)
    {
        output.WriteLine($"Journal in {folder.Path}");
        foreach (var segment in contents.Superseded) Line(segment.Path, "not needed any more: the snapshot holds its commits");
        if (contents.Snapshot.Length > 0) Line(folder.Snapshot, Describe(contents.Snapshot));
        WriteDamages(contents, folder.Snapshot);
        foreach (var segment in contents.Segments)
        {
            Line(segment.Path, Describe(segment));
            WriteDamages(contents, segment.Path);
        }
    }

    private void Line(string path, string what) => output.WriteLine($"  {Path.GetFileName(path)}: {what}");

    private void WriteDamages(FolderContents contents, string path)
    {
        foreach (var damage in contents.Damages.Where(damage => damage.Path == path))
            output.WriteLine($"    damaged at line {damage.Line} (byte {damage.Byte}): {damage.What}");
    }

    private static string Describe(SnapshotContents snapshot) =>
        $"{snapshot.Instances.Count} instances at revision {snapshot.Revision}{(snapshot.IsRevisionKnown ? "" : " or later")}";

    private static string Describe(SegmentContents segment)
    {
        var commits = segment.Commits == 0 ? "no commits" : $"{segment.Commits} commits, revisions {segment.FirstRevision} to {segment.LastRevision}";
        return segment.UnfinishedBytes == 0
            ? commits
            : $"{commits}, then {segment.UnfinishedBytes} bytes of a batch that was being written; nobody was told that it was done";
    }
}
