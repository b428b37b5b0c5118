namespace Paradyze.Registry.Tests.Journal.Faults;

/// <summary>
/// What a disk still holds when the machine ends: of a file what was synced, of a folder the names that were synced. It is the
/// strictest disk that POSIX allows; real ones keep more. A sync that fails forgets what it should have written, as Linux does.
/// </summary>
internal sealed class DurableImage
{
    private readonly Lock _lock = new();
    private Dictionary<string, Content> _names = [];
    private Dictionary<string, Content> _syncedNames = [];

    public void Open(string path, FileMode mode)
    {
        lock (_lock)
        {
            _names.TryAdd(path, new Content());
            if (mode is FileMode.Create) _names[path].SetLength(0);
        }
    }

    public void Write(string path, ReadOnlySpan<byte> bytes, long offset)
    {
        lock (_lock) _names[path].Write(bytes.ToArray(), offset);
    }

    public void SetLength(string path, long length)
    {
        lock (_lock) _names[path].SetLength(length);
    }

    public void Sync(string path, bool succeeds)
    {
        lock (_lock) _names[path].Sync(succeeds);
    }

    public void Replace(string path, string target)
    {
        lock (_lock)
        {
            _names.Remove(path, out var content);
            _names[target] = content ?? new Content();
        }
    }

    /// <summary>A name that is gone may be gone from the disk at once, before anything that came earlier.</summary>
    public void Delete(string path)
    {
        lock (_lock)
        {
            _names.Remove(path);
            _syncedNames.Remove(path);
        }
    }

    public void SyncFolder()
    {
        lock (_lock) _syncedNames = new Dictionary<string, Content>(_names);
    }

    /// <summary>Takes from a folder everything that was not durable.</summary>
    public void Restore(string folder)
    {
        lock (_lock)
        {
            foreach (var file in Directory.EnumerateFiles(folder)) File.Delete(file);
            foreach (var (path, content) in _syncedNames) File.WriteAllBytes(path, content.Synced);
        }
    }

    private sealed class Content
    {
        private readonly List<Func<byte[], byte[]>> _unsynced = [];

        public byte[] Synced { get; private set; } = [];

        public void Write(byte[] bytes, long offset) => _unsynced.Add(before =>
        {
            var after = before.Length >= offset + bytes.Length ? before : [.. before, .. new byte[offset + bytes.Length - before.Length]];
            bytes.CopyTo(after, offset);
            return after;
        });

        public void SetLength(long length) => _unsynced.Add(before => before.Length > length ? before[..(int)length] : before);

        public void Sync(bool succeeds)
        {
            if (succeeds) Synced = _unsynced.Aggregate(Synced, (content, change) => change(content));
            _unsynced.Clear();
        }
    }
}
