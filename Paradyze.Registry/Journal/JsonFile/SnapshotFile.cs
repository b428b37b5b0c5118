using System.Buffers;
using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Journal.JsonFile;

/// <summary>
/// Writes <c>registry.json</c>: everything at one revision, one JSON document with an instance a line. It is written beside the old
/// one, synced and renamed, so that there is always a whole one.
/// </summary>
internal static class SnapshotFile
{
    // Synced in pieces: a disk that has to take everything at once makes the commits beside it wait.
    private const int BytesPerSync = 512 * 1024;
    private const int BytesPerWrite = 128 * 1024;

    /// <summary>Writes the file, unless <paramref name="stop"/> is set while it is being written.</summary>
    /// <returns>How many bytes it has.</returns>
    /// <exception cref="IOException">The file could not be written, synced or put in its place; the old one stands.</exception>
    public static long Write(IJournalFiles files, JournalFolder folder, CatalogSnapshot state, CancellationToken stop)
    {
        var length = WriteBeside(files, folder.SnapshotBeingWritten, state, stop);
        files.Replace(folder.SnapshotBeingWritten, folder.Snapshot);
        files.SyncFolder(folder.Path);
        return length;
    }

    private static long WriteBeside(IJournalFiles files, string path, CatalogSnapshot state, CancellationToken stop)
    {
        try
        {
            using var file = files.Open(path, FileMode.Create);
            var length = Write(file, state, stop);
            file.Sync();
            stop.ThrowIfCancellationRequested();
            return length;
        }
        catch
        {
            // On a full disk it would take the room that commits need.
            TryDelete(files, path);
            throw;
        }
    }

    private static void TryDelete(IJournalFiles files, string path)
    {
        try
        {
            files.Delete(path);
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            // The next start removes it.
        }
    }

    private static long Write(IJournalFile file, CatalogSnapshot state, CancellationToken stop)
    {
        var (offset, syncedTo) = (0L, 0L);
        var pending = new ArrayBufferWriter<byte>(BytesPerWrite * 2);
        var left = state.InstanceCount + state.Departed.Count;
        SnapshotLine.WriteHead(pending, state.Revision, left);
        foreach (var instance in state.Services.SelectMany(service => service.Instances).Concat(state.Departed.All))
        {
            pending.Write("\n"u8);
            SnapshotLine.WriteInstance(pending, instance);
            if (--left > 0) pending.Write(","u8);
            if (pending.WrittenCount >= BytesPerWrite) Empty();
        }

        pending.Write("\n"u8);
        pending.Write(SnapshotLine.End);
        pending.Write("\n"u8);
        Empty();
        return offset;

        void Empty()
        {
            stop.ThrowIfCancellationRequested();
            file.Write(pending.WrittenSpan, offset);
            offset += pending.WrittenCount;
            pending.ResetWrittenCount();
            if (offset - syncedTo < BytesPerSync) return;
            file.Sync();
            syncedTo = offset;
        }
    }
}
