namespace Paradyze.Registry.Tests.Journal.Faults;

/// <summary>
/// What a disk still holds when the machine ends: of a file what was synced last, of a folder the names that were synced last. It is
/// the strictest disk that POSIX allows; real ones keep more.
/// </summary>
internal sealed class DurableImage
{
    private readonly Lock _lock = new();
    private Dictionary<string, Content> _names = [];
    private Dictionary<string, Content> _syncedNames = [];

    public void Open(string path)
    {
        lock (_lock) _names.TryAdd(path, new Content());
    }

    public void Sync(string path)
    {
        lock (_lock) _names[path].Synced = File.ReadAllBytes(path);
    }

    public void Replace(string path, string target)
    {
        lock (_lock)
        {
            _names.Remove(path, out var content);
            _names[target] = content ?? new Content();
        }
    }

    public void Delete(string path)
    {
        lock (_lock) _names.Remove(path);
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
        public byte[] Synced { get; set; } = [];
    }
}
