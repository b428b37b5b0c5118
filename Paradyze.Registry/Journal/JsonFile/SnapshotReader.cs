using System.Text;
using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Journal.JsonFile;

/// <summary>Reads a snapshot back, line by line, and goes on behind what is damaged.</summary>
internal static class SnapshotReader
{
    private const int ExcerptLength = 60;

    /// <returns>What is whole of it; revision 0 without any instance when there is no file.</returns>
    /// <exception cref="JournalException">The file was written by a later version of the registry.</exception>
    public static SnapshotContents Read(JournalFolder folder, List<Damage> damages)
    {
        if (!File.Exists(folder.Snapshot)) return new SnapshotContents(0, [], Length: 0);
        using var file = new LineReader(folder.Snapshot);
        var before = damages.Count;
        var (revision, count) = ReadHead(folder, file, damages);
        var reader = new InstanceReader();
        var instances = new List<RegisteredInstance>(count ?? 0);
        while (true)
        {
            var offset = file.Offset;
            if (!file.TryRead(out var line))
            {
                damages.Add(new Damage(folder.Snapshot, file.Number + 1, offset, "its end is missing"));
                break;
            }

            if (line.Span.SequenceEqual(SnapshotLine.End)) break;
            if (SnapshotLine.TryReadInstance(line.Span, reader, out var instance)) instances.Add(instance);
            else damages.Add(new Damage(folder.Snapshot, file.Number, offset, $"an instance is not as it was written: {Excerpt(line.Span)}"));
        }

        if (count is { } written && damages.Count == before && instances.Count != written)
            damages.Add(new Damage(folder.Snapshot, file.Number, file.Offset, $"it has {instances.Count} instances, and {written} were written"));

        // Without the head, what the instances say: whatever came after their last change can only have removed some.
        return new SnapshotContents(revision ?? instances.Select(instance => instance.Revision).DefaultIfEmpty(0).Max(), instances, file.Length)
        {
            IsRevisionKnown = revision is not null,
        };
    }

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

/// <summary>What a snapshot holds.</summary>
/// <param name="Revision">The revision that it was taken at.</param>
/// <param name="Instances">The instances that are whole.</param>
/// <param name="Length">How many bytes the file has; 0 when there is none.</param>
internal sealed record SnapshotContents(long Revision, IReadOnlyCollection<RegisteredInstance> Instances, long Length)
{
    /// <summary>Whether the revision stands in the file, or was guessed from the instances.</summary>
    public bool IsRevisionKnown { get; init; } = true;
}
