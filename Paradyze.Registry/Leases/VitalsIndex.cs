using System.Numerics;

namespace Paradyze.Registry.Leases;

/// <summary>
/// Finds vitals by key: a hash table with open addressing and linear probing. One writer; readers never lock and touch one slot and the
/// vitals themselves, which is what makes a heartbeat cheap among a million.
/// </summary>
/// <remarks>
/// A slot is written hash first, and read vitals first: whoever sees the vitals sees their hash. A removed entry leaves a mark, so that
/// those behind it are still found, and the next that is added takes its place.
/// </remarks>
internal sealed class VitalsIndex
{
    private const int LeastSlots = 1024;

    private static readonly Vitals s_removed = Vitals.OfNobody;

    private volatile Slot[] _slots = new Slot[LeastSlots];
    private int _taken; // marks included

    public int Count { get; private set; }

    public Vitals? Find(ReadOnlySpan<byte> key) => Find(key, HashOf(key));

    /// <summary>
    /// Finds many in three rounds: where each would stand, what stands there, and whether that is it. Within a round no key waits for
    /// another's way to memory, which is what finding one costs.
    /// </summary>
    public void Find(KeyBatch keys, Span<Vitals?> found)
    {
        var slots = _slots;
        Span<int> hashes = stackalloc int[KeyBatch.MaxCount];
        for (var i = 0; i < found.Length; i++) hashes[i] = HashOf(keys[i]);
        for (var i = 0; i < found.Length; i++) found[i] = Volatile.Read(ref slots[hashes[i] & (slots.Length - 1)].Vitals);
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i] is not { } vitals || !vitals.Key.SequenceEqual(keys[i])) found[i] = Find(keys[i], hashes[i]);
        }
    }

    private Vitals? Find(ReadOnlySpan<byte> key, int hash)
    {
        var slots = _slots;
        for (var i = hash; ; i++)
        {
            ref var slot = ref slots[i & (slots.Length - 1)];
            if (Volatile.Read(ref slot.Vitals) is not { } vitals) return null;
            if (slot.Hash == hash && vitals.Key.SequenceEqual(key)) return vitals;
        }
    }

    /// <summary>Adds vitals whose key is not there. For the one writer.</summary>
    public void Add(Vitals vitals)
    {
        if (_taken >= _slots.Length / 4 * 3) Rebuild();
        if (Put(_slots, vitals)) _taken++;
        Count++;
    }

    /// <summary>Puts vitals in the place of others with the same key. For the one writer.</summary>
    public void Replace(Vitals known, Vitals vitals) => Volatile.Write(ref SlotOf(known).Vitals, vitals);

    /// <summary>Removes vitals that are there. For the one writer.</summary>
    public void Remove(Vitals vitals)
    {
        Volatile.Write(ref SlotOf(vitals).Vitals, s_removed);
        Count--;
    }

    private ref Slot SlotOf(Vitals vitals)
    {
        var slots = _slots;
        var i = HashOf(vitals.Key);
        while (!ReferenceEquals(slots[i & (slots.Length - 1)].Vitals, vitals)) i++;
        return ref slots[i & (slots.Length - 1)];
    }

    /// <returns>Whether the slot was empty, and not that of a removed one.</returns>
    private static bool Put(Slot[] slots, Vitals vitals)
    {
        var hash = HashOf(vitals.Key);
        for (var i = hash; ; i++)
        {
            ref var slot = ref slots[i & (slots.Length - 1)];
            var isEmpty = slot.Vitals is null;
            if (!isEmpty && !ReferenceEquals(slot.Vitals, s_removed)) continue;
            slot.Hash = hash;
            Volatile.Write(ref slot.Vitals, vitals);
            return isEmpty;
        }
    }

    // Readers that hold the old slots find in them what they would have found a moment ago.
    private void Rebuild()
    {
        var slots = new Slot[Math.Max(LeastSlots, (int)BitOperations.RoundUpToPowerOf2((uint)Count * 2 + 1))];
        foreach (var slot in _slots)
        {
            if (slot.Vitals is { } vitals && !ReferenceEquals(vitals, s_removed)) Put(slots, vitals);
        }

        _slots = slots;
        _taken = Count;
    }

    // Seeded anew in each process, so that nobody can choose keys that collide.
    private static int HashOf(ReadOnlySpan<byte> key)
    {
        var hash = default(HashCode);
        hash.AddBytes(key);
        return hash.ToHashCode() & int.MaxValue;
    }

    private struct Slot
    {
        public int Hash;
        public Vitals? Vitals;
    }
}
