using Paradyze.Registry.Journal.JsonFile;
using Paradyze.Testing;

namespace Paradyze.Registry.Tests.Journal;

/// <summary>One bit of a journal's files that is not as it was written, until it is disposed.</summary>
internal sealed class FlippedBit : IDisposable
{
    private readonly byte[] _whole;

    private FlippedBit(string path, byte[] whole, long bit)
    {
        (Path, _whole) = (path, whole);
        var damaged = whole.ToArray();
        damaged[bit / 8] ^= (byte)(1 << (int)(bit % 8));
        File.WriteAllBytes(path, damaged);
    }

    public string Path { get; }

    /// <summary>Flips one bit of all files together; <see langword="null"/> when they have none.</summary>
    public static async Task<FlippedBit?> AtAsync(TempFolder folder, long share, long of)
    {
        var names = new JournalFolder(folder.Path);
        var paths = names.Segments().Select(segment => segment.Path).Prepend(names.Snapshot).Where(File.Exists);
        var files = new List<(string Path, byte[] Bytes)>();
        foreach (var path in paths) files.Add((path, await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken)));
        var bit = share * files.Sum(file => file.Bytes.LongLength * 8) / of;
        foreach (var (path, bytes) in files)
        {
            if (bit < bytes.LongLength * 8) return new FlippedBit(path, bytes, bit);
            bit -= bytes.LongLength * 8;
        }

        return null;
    }

    public void Dispose() => File.WriteAllBytes(Path, _whole);
}
