using Paradyze.Discovery;
using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Leases;

/// <summary>Some keys that are looked up together, in the form that <see cref="InstanceKeyText"/> writes.</summary>
internal readonly ref struct KeyBatch
{
    public const int MaxCount = 16;
    public const int MaxBytes = MaxCount * InstanceKeyText.MaxBytes;

    private readonly Span<byte> _texts;
    private readonly Span<int> _lengths;

    /// <param name="texts">Room for <see cref="MaxBytes"/>.</param>
    /// <param name="lengths">Room for <see cref="MaxCount"/>.</param>
    /// <param name="senders">Whose keys they are, at most <see cref="MaxCount"/>.</param>
    public KeyBatch(Span<byte> texts, Span<int> lengths, ReadOnlySpan<Heartbeat> senders)
    {
        _texts = texts;
        _lengths = lengths;
        for (var i = 0; i < senders.Length; i++)
            lengths[i] = new InstanceKeyText(senders[i].ServiceName, senders[i].InstanceId).TryWrite(texts.Slice(i * InstanceKeyText.MaxBytes, InstanceKeyText.MaxBytes));
    }

    /// <summary>One of them; empty, which is nobody's, where it cannot be a key.</summary>
    public ReadOnlySpan<byte> this[int index] => _texts.Slice(index * InstanceKeyText.MaxBytes, _lengths[index]);
}
