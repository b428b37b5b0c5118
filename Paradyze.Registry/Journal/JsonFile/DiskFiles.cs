using Microsoft.Win32.SafeHandles;

namespace Paradyze.Registry.Journal.JsonFile;

/// <summary>The files of this machine.</summary>
internal sealed class DiskFiles : IJournalFiles
{
    public IJournalFile Open(string path, FileMode mode) =>
        new DiskFile(File.OpenHandle(path, mode, FileAccess.Write, FileShare.Read));

    public long? LengthOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : null;

    public void Replace(string path, string target) => File.Move(path, target, overwrite: true);

    public void Delete(string path) => File.Delete(path);

    public void SyncFolder(string path) => DirectorySync.Flush(path);

    private sealed class DiskFile(SafeFileHandle handle) : IJournalFile
    {
        public long Length => RandomAccess.GetLength(handle);

        public void Write(ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(handle, bytes, offset);

        public void SetLength(long length) => RandomAccess.SetLength(handle, length);

        public void Sync() => RandomAccess.FlushToDisk(handle);

        public void Dispose() => handle.Dispose();
    }
}
