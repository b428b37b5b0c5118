using System.Globalization;

namespace Paradyze.Registry.Journal.JsonFile.Maintenance;

/// <summary>
/// Makes a damaged journal one that the registry starts from: everything that is whole becomes a new snapshot. The files as they
/// were move into a folder of their own; nothing is deleted.
/// </summary>
internal sealed class JournalRepair(JournalFolder folder, IJournalFiles files, TimeProvider time, TextWriter output)
{
    /// <summary>Whether it only says what it would do.</summary>
    public bool IsDryRun { get; init; }

    /// <returns>0.</returns>
    /// <exception cref="IOException">A file could not be written or moved. Running it again goes on from there.</exception>
    public int Run()
    {
        var (contents, state) = FoldedFolder.Read(folder);
        new JournalReport(output).Write(folder, contents);
        if (contents.Damages.Count == 0)
        {
            output.WriteLine("The journal is whole: there is nothing to repair.");
            return 0;
        }

        var aside = Aside();
        var kept = $"{state.InstanceCount} instances of {state.ServiceCount} services at revision {state.Revision}";
        if (IsDryRun)
        {
            output.WriteLine($"A repair would keep {kept}, and put the files as they are into {aside}.");
            return 0;
        }

        output.WriteLine($"Keeping {kept}, and putting the files as they are into {aside}.");

        // In this order a crash leaves a journal that is damaged still, and never one that looks whole and has less.
        Directory.CreateDirectory(aside);
        CopySnapshot(aside);
        SnapshotFile.Write(files, folder, state, CancellationToken.None);
        foreach (var segment in folder.Segments()) files.Replace(segment.Path, In(aside, segment.Path));
        files.SyncFolder(aside);
        files.SyncFolder(folder.Path);
        output.WriteLine("Repaired: the registry starts from what was kept.");
        return 0;
    }

    /// <summary>Copied and not moved, since the new one takes its place at once.</summary>
    private void CopySnapshot(string aside)
    {
        if (File.Exists(folder.Snapshot))
        {
            var copy = In(aside, folder.Snapshot);
            File.Copy(folder.Snapshot, copy);
            using var file = files.Open(copy, FileMode.Open);
            file.Sync();
        }

        files.SyncFolder(aside);
        files.SyncFolder(folder.Path);
    }

    private string Aside()
    {
        var name = Path.Combine(folder.Path, "damaged-" + time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
        return Enumerable.Range(1, int.MaxValue).Select(i => i == 1 ? name : $"{name}-{i}").First(path => !Directory.Exists(path));
    }

    private static string In(string aside, string path) => Path.Combine(aside, Path.GetFileName(path));
}
