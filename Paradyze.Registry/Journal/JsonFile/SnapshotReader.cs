using System.Text;
using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Journal.JsonFile;

/// <summary>Reads a snapshot back, line by line, and goes on behind what is damaged.</summary>
internal static class SnapshotReader
{
    private const int ExcerptLength = 60;
    private const int LinesAtOnce = 1024;

    /// <returns>What is whole of it; revision 0 without any instance when there is no file.</returns>
    /// <exception cref="JournalException">The file was written by a later version of the registry.</exception>
    public static SnapshotContents Read(JournalFolder folder, List<Damage> damages)
    {
        if (!File.Exists(folder.Snapshot)) return new SnapshotContents(0, [], Length: 0);
        using var file = new LineReader(folder.Snapshot);
        var before = damages.Count;
        var (revision, count) = ReadHead(folder, file, damages);

        // One thread at a time reads and checks lines, the others make instances of them: that is what a start takes its time for.
        var instances = new List<RegisteredInstance>(count ?? 0);
        foreach (var (line, instance) in ReadLines(folder, file, damages).Chunk(LinesAtOnce).AsParallel().AsOrdered().SelectMany(Parse))
        {
            if (instance is not null) instances.Add(instance);
            else damages.Add(NotAsWritten(folder, line.Number, line.Offset, line.Json));
        }

        if (count is { } written && damages.Count == before && instances.Count != written)
            damages.Add(new Damage(folder.Snapshot, file.Number, file.Offset, $"it has {instances.Count} instances, and {written} were written"));

        // Without the head, what the instances say: whatever came after their last change can only have removed some.
        return new SnapshotContents(revision ?? instances.Select(instance => instance.Revision).DefaultIfEmpty(0).Max(), instances, file.Length)
        {
            IsRevisionKnown = revision is not null,
        };
    }

    /// <summary>The lines of instances whose checksum is right, up to the end.</summary>
    private static IEnumerable<Line> ReadLines(JournalFolder folder, LineReader file, List<Damage> damages)
    {
        for (var offset = file.Offset; file.TryRead(out var line); offset = file.Offset)
        {
            if (line.Span.SequenceEqual(SnapshotLine.End)) yield break;
            if (SnapshotLine.TryOpenInstance(line.Span, out var json)) yield return new Line(json, file.Number, offset);
            else damages.Add(NotAsWritten(folder, file.Number, offset, line.Span));
        }

        damages.Add(new Damage(folder.Snapshot, file.Number + 1, file.Offset, "its end is missing"));
    }

    private static IEnumerable<(Line Line, RegisteredInstance? Instance)> Parse(Line[] lines)
    {
        var reader = new InstanceReader();
        return [.. lines.Select(line => (line, Parse(reader, line.Json)))];
    }

    private static RegisteredInstance? Parse(InstanceReader reader, byte[] json)
    {
        try
        {
            return reader.Own(json);
        }
        catch (Exception e) when (UnreadableJson.Is(e))
        {
            return null;
        }
    }

    private static Damage NotAsWritten(JournalFolder folder, int line, long offset, ReadOnlySpan<byte> text) =>
        new(folder.Snapshot, line, offset, $"an instance is not as it was written: {Excerpt(text)}");

    private static (long? Revision, int? Count) ReadHead(JournalFolder folder, LineReader file, List<Damage> damages)
    {
        var isWhole = file.TryRead(out var line);
        if (!isWhole) line = file.Rest;
        if (SnapshotLine.IsOfLaterSchema(line.Span, out var schema))
        {
            throw new JournalException(
                $"'{folder.Snapshot}' has schema {schema}, and this registry reads schema {SnapshotLine.Schema}: start the version that wrote it.",
                isOutcomeKnown: true);
        }

        if (isWhole && SnapshotLine.TryReadHead(line.Span, out var revision, out var count)) return (revision, count);
        damages.Add(new Damage(folder.Snapshot, Line: 1, Byte: 0, "the revision that it was taken at cannot be read"));
        return (null, null);
    }

    private static string Excerpt(ReadOnlySpan<byte> line)
    {
        var text = Encoding.UTF8.GetString(line[..Math.Min(line.Length, ExcerptLength)]);
        return string.Concat(text.Select(character => char.IsControl(character) ? '?' : character)) + (line.Length > ExcerptLength ? "..." : "");
    }
}

/// <summary>A line that holds an instance.</summary>
/// <param name="Json">The instance that was written there.</param>
/// <param name="Number">The line, from 1.</param>
/// <param name="Offset">Where in the file it begins.</param>
internal readonly record struct Line(byte[] Json, int Number, long Offset);

/// <summary>What a snapshot holds.</summary>
/// <param name="Revision">The revision that it was taken at.</param>
/// <param name="Instances">The instances that are whole.</param>
/// <param name="Length">How many bytes the file has; 0 when there is none.</param>
internal sealed record SnapshotContents(long Revision, IReadOnlyCollection<RegisteredInstance> Instances, long Length)
{
    /// <summary>Whether the revision stands in the file, or was guessed from the instances.</summary>
    public bool IsRevisionKnown { get; init; } = true;
}
