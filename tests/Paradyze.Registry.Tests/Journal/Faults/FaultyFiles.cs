using Paradyze.Registry.Journal.JsonFile;

namespace Paradyze.Registry.Tests.Journal.Faults;

/// <summary>
/// The files of this machine, of which any operation can be made to fail. Operations are counted from 1, and written down in
/// <see cref="Operations"/>. What a sync makes durable is kept in <see cref="Image"/>; the disk itself is not asked, which is slow.
/// </summary>
/// <param name="failing">Says of an operation whether and how it fails.</param>
internal sealed class FaultyFiles(Func<FileOperation, Fault> failing) : IJournalFiles
{
    private readonly DiskFiles _disk = new();
    private readonly Lock _lock = new();
    private readonly List<FileOperation> _operations = [];

    /// <summary>What the disk would hold if the machine had ended now.</summary>
    public DurableImage Image { get; } = new();

    /// <summary>How many bytes the longest write had that was whole.</summary>
    public int LongestWrite { get; private set; }

    public IReadOnlyList<FileOperation> Operations
    {
        get
        {
            lock (_lock) return [.. _operations];
        }
    }

    public IJournalFile Open(string path, FileMode mode)
    {
        Do("open", path);
        var file = _disk.Open(path, mode);
        Image.Open(path, mode);
        return new FaultyFile(this, path, file);
    }

    public long? LengthOf(string path)
    {
        Do("look at", path);
        return _disk.LengthOf(path);
    }

    public void Replace(string path, string target)
    {
        Do("replace", target);
        _disk.Replace(path, target);
        Image.Replace(path, target);
    }

    public void Delete(string path)
    {
        Do("delete", path);
        _disk.Delete(path);
        Image.Delete(path);
    }

    public void SyncFolder(string path)
    {
        Do("sync folder", path);
        Image.SyncFolder();
    }

    private void Do(string kind, string path)
    {
        if (Next(kind, path) != Fault.None) throw Failure(kind);
    }

    private Fault Next(string kind, string path)
    {
        lock (_lock)
        {
            var operation = new FileOperation(_operations.Count + 1, kind, Path.GetFileName(path));
            _operations.Add(operation);
            return failing(operation);
        }
    }

    private static IOException Failure(string kind) => new($"The disk did not {kind}.");

    private sealed class FaultyFile(FaultyFiles files, string path, IJournalFile file) : IJournalFile
    {
        public long Length => file.Length;

        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            var fault = files.Next("write", path);
            var written = fault switch
            {
                Fault.None => bytes,
                Fault.Short => bytes[..(bytes.Length / 2)],
                _ => [],
            };
            file.Write(written, offset);
            files.LongestWrite = Math.Max(files.LongestWrite, fault == Fault.None ? bytes.Length : 0);
            files.Image.Write(path, written, offset);
            if (fault != Fault.None) throw Failure("write");
        }

        public void SetLength(long length)
        {
            files.Do("set length", path);
            file.SetLength(length);
            files.Image.SetLength(path, length);
        }

        public void Sync()
        {
            var fault = files.Next("sync", path);
            files.Image.Sync(path, succeeds: fault == Fault.None);
            if (fault != Fault.None) throw Failure("sync");
        }

        public void Dispose() => file.Dispose();
    }
}

/// <summary>One operation on one file.</summary>
internal sealed record FileOperation(int Number, string Kind, string File)
{
    public override string ToString() => $"{Kind} {File}";
}

/// <summary>How an operation fails.</summary>
internal enum Fault
{
    None,

    /// <summary>Nothing of it happens.</summary>
    Whole,

    /// <summary>A write writes half of its bytes; all others fail whole.</summary>
    Short,
}
