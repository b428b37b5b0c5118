using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Paradyze.Discovery;

namespace Paradyze.Registry.Catalog;

/// <summary>
/// Cells in the order of their names, persistent: a change copies one chunk and the root, and whoever holds an older version
/// keeps it. A list from anywhere begins with two binary searches.
/// </summary>
internal sealed class SortedCells
{
    public static readonly SortedCells Empty = new([], count: 0);

    private const int MaxChunk = 256;

    // No chunk is empty.
    private readonly ImmutableArray<ImmutableArray<ServiceCell>> _chunks;

    private SortedCells(ImmutableArray<ImmutableArray<ServiceCell>> chunks, int count) => (_chunks, Count) = (chunks, count);

    public int Count { get; }

    /// <summary>Cells that are sorted by name already.</summary>
    public static SortedCells FromSorted(IEnumerable<ServiceCell> cells)
    {
        var chunks = cells.Chunk(MaxChunk / 2).Select(chunk => chunk.ToImmutableArray()).ToImmutableArray();
        return new SortedCells(chunks, chunks.Sum(chunk => chunk.Length));
    }

    /// <summary>Puts cells in the place of those with the same name; a cell without instances removes it.</summary>
    public SortedCells With(IReadOnlyCollection<ServiceCell> changed)
    {
        if (changed.Count == 0) return this;
        var chunks = new List<ImmutableArray<ServiceCell>>(_chunks);
        var count = Count;
        foreach (var cell in changed) count += Put(chunks, cell);
        return new SortedCells([.. chunks], count);
    }

    public ServiceCell? Find(string name)
    {
        if (_chunks.IsEmpty) return null;
        var chunk = _chunks[ChunkOf(_chunks.AsSpan(), name)];
        var index = IndexIn(chunk, name);
        return index >= 0 ? chunk[index] : null;
    }

    /// <summary>The cells whose names begin with a prefix and come after a name, in order; all of them without either.</summary>
    public IEnumerable<ServiceCell> From(string? prefix, string? after)
    {
        var (chunk, index) = StartOf(prefix ?? "", after ?? "");
        for (; chunk < _chunks.Length; chunk++, index = 0)
        {
            for (; index < _chunks[chunk].Length; index++)
            {
                var cell = _chunks[chunk][index];
                if (prefix is not null && !cell.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) yield break;
                yield return cell;
            }
        }
    }

    private (int Chunk, int Index) StartOf(string prefix, string after)
    {
        if (_chunks.IsEmpty) return (0, 0);
        var isAfter = ServiceName.Comparer.Compare(after, prefix) >= 0;
        var name = isAfter ? after : prefix;
        var chunk = ChunkOf(_chunks.AsSpan(), name);
        var index = IndexIn(_chunks[chunk], name);
        return (chunk, index < 0 ? ~index : isAfter ? index + 1 : index);
    }

    private static int Put(List<ImmutableArray<ServiceCell>> chunks, ServiceCell cell)
    {
        if (chunks.Count == 0)
        {
            if (cell.Instances.IsEmpty) return 0;
            chunks.Add([cell]);
            return 1;
        }

        var at = ChunkOf(CollectionsMarshal.AsSpan(chunks), cell.Name);
        var chunk = chunks[at];
        var index = IndexIn(chunk, cell.Name);
        if (cell.Instances.IsEmpty)
        {
            if (index < 0) return 0;
            if (chunk.Length == 1) chunks.RemoveAt(at);
            else chunks[at] = chunk.RemoveAt(index);
            return -1;
        }

        chunks[at] = index >= 0 ? chunk.SetItem(index, cell) : chunk.Insert(~index, cell);
        if (chunks[at].Length > MaxChunk) Split(chunks, at);
        return index >= 0 ? 0 : 1;
    }

    private static void Split(List<ImmutableArray<ServiceCell>> chunks, int at)
    {
        var (whole, half) = (chunks[at], chunks[at].Length / 2);
        chunks[at] = whole[..half];
        chunks.Insert(at + 1, whole[half..]);
    }

    /// <summary>The last chunk whose first name is not after the name; the first when there is none.</summary>
    private static int ChunkOf(ReadOnlySpan<ImmutableArray<ServiceCell>> chunks, string name)
    {
        var index = chunks.BinarySearch(new ByName(name));
        return index >= 0 ? index : Math.Max(~index - 1, 0);
    }

    // Negative: the complement of where the name would stand.
    private static int IndexIn(ImmutableArray<ServiceCell> chunk, string name) => chunk.AsSpan().BinarySearch(new ByName(name));

    private readonly struct ByName(string name) : IComparable<ServiceCell>, IComparable<ImmutableArray<ServiceCell>>
    {
        public int CompareTo(ServiceCell? other) => ServiceName.Comparer.Compare(name, other!.Name);

        public int CompareTo(ImmutableArray<ServiceCell> other) => CompareTo(other[0]);
    }
}
