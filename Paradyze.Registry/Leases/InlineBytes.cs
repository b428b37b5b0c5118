using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Paradyze.Registry.Leases;

/// <summary>Bytes that stand in the very object that has them as long as they are at most 64: no further way to memory leads to them.</summary>
internal readonly struct InlineBytes
{
    private readonly Room _room;
    private readonly byte[]? _instead;
    private readonly int _length;

    public InlineBytes(ReadOnlySpan<byte> bytes)
    {
        _length = bytes.Length;
        if (_length > Room.Size) _instead = bytes.ToArray();
        else bytes.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<Room, byte>(ref _room), Room.Size));
    }

    /// <summary>The bytes of one that is a field, as long as its object lives.</summary>
    public static ReadOnlySpan<byte> SpanOf(in InlineBytes bytes) => bytes._instead ?? ((ReadOnlySpan<byte>)bytes._room)[..bytes._length];

    [InlineArray(Size)]
    private struct Room
    {
        public const int Size = 64;

        private byte _first;
    }
}
