namespace Paradyze.Registry.Leases;

/// <summary>
/// Items by when they are due: hashed into slots by time, each with a list in no order, so that adding costs the same however many there are.
/// What lies further ahead than one turn stays in its slot for another (G. Varghese, T. Lauck: Hashed and Hierarchical Timing Wheels, 1987, scheme 6).
/// </summary>
/// <remarks>Nothing is sought in it: what nobody awaits any longer is left out when its slot comes by.</remarks>
/// <param name="tick">How many milliseconds a slot stands for, which is how exact the wheel is.</param>
/// <param name="isAwaited">Whether an item is still to come out at the moment it was added for.</param>
internal sealed class TimingWheel<T>(long tick, Func<T, long, bool> isAwaited)
{
    private const int SlotCount = 512;

    private readonly Lock _lock = new();
    private readonly List<Entry>[] _slots = [.. Enumerable.Range(0, SlotCount).Select(_ => new List<Entry>())];
    private long _turned; // every slot up to this one, counted over all turns, has been emptied of what was due

    /// <summary>Has an item come out at the first turn at or after a moment.</summary>
    public void Add(T item, long due)
    {
        // Never into a slot that has been passed: it would wait for a whole turn.
        lock (_lock) SlotOf(Math.Max(SlotNumber(due), _turned + 1)).Add(new Entry(item, due));
    }

    /// <summary>Takes out what is awaited and due by a moment.</summary>
    public void TurnTo(long now, List<Entry> due)
    {
        lock (_lock)
        {
            // The slot of this moment is not over: what is due later within it comes next time.
            var last = now / tick;
            for (var slot = Math.Max(_turned + 1, last - SlotCount + 1); slot <= last; slot++) Empty(SlotOf(slot), now, due);
            _turned = Math.Max(_turned, last);
        }
    }

    private long SlotNumber(long due) => (due + tick - 1) / tick;

    private List<Entry> SlotOf(long number) => _slots[number % SlotCount];

    private void Empty(List<Entry> slot, long now, List<Entry> due)
    {
        var kept = 0;
        for (var i = 0; i < slot.Count; i++)
        {
            if (!isAwaited(slot[i].Item, slot[i].Due)) continue;
            if (slot[i].Due <= now) due.Add(slot[i]);
            else slot[kept++] = slot[i];
        }

        slot.RemoveRange(kept, slot.Count - kept);
    }

    /// <summary>An item and the moment it was added for.</summary>
    internal readonly record struct Entry(T Item, long Due);
}
