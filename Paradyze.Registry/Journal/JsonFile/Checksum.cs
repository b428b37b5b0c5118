using System.Buffers;
using System.Buffers.Text;
using System.IO.Hashing;

namespace Paradyze.Registry.Journal.JsonFile;

/// <summary>The checksum of a line, as its text: CRC-32 (ISO-HDLC) in 8 hexadecimal digits.</summary>
internal static class Checksum
{
    public const int Length = 8;

    private static readonly StandardFormat s_format = new('x', Length);

    public static void Write(ReadOnlySpan<byte> subject, Span<byte> text) =>
        Utf8Formatter.TryFormat(Crc32.HashToUInt32(subject), text, out _, s_format);

    public static bool Matches(ReadOnlySpan<byte> subject, ReadOnlySpan<byte> text)
    {
        Span<byte> expected = stackalloc byte[Length];
        Write(subject, expected);
        return text.SequenceEqual(expected);
    }
}
