namespace Paradyze.Registry.Journal.JsonFile;

/// <summary>
/// Tells a batch that was being written when the registry or the machine ended from one that was whole and is damaged. A write that
/// was cut short leaves the beginning of a line. When the machine ends, blocks may be missing inside of it, and those read as zeros.
/// </summary>
internal static class UnfinishedBatch
{
    private const byte LineFeed = (byte)'\n';

    /// <param name="tail">What stands behind the last whole commit; not empty.</param>
    public static bool Is(ReadOnlyMemory<byte> tail)
    {
        var bytes = tail.Span;
        var end = bytes.IndexOf(LineFeed);
        if (end < 0) return !CommitLine.TryDecode(tail[..^1], out _);
        return end == bytes.Length - 1 && HasMissingBlock(bytes);
    }

    // JSON holds no zeros. One alone may be a flipped bit; a block is more than one, unless the line ends or begins with it.
    private static bool HasMissingBlock(ReadOnlySpan<byte> line) => line[0] == 0 || line.IndexOf("\0\0"u8) >= 0;
}
