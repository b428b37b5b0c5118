using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Journal.JsonFile;

/// <summary>A line of a snapshot: each ends with the checksum of what stands before it, so that damage is known by its line.</summary>
/// <remarks>
/// <code>
/// {"schema":1,"revision":4711,"count":2,"crc":"1c291ca3","instances":[
/// {"serviceName":"orders",...,"revision":7,"crc":"9bd366ae"},
/// |&lt;-- the checksum's subject --------->|
/// ]}
/// </code>
/// </remarks>
internal static class SnapshotLine
{
    public const int Schema = 1;

    public static ReadOnlySpan<byte> End => "]}"u8;

    private static ReadOnlySpan<byte> BeforeChecksum => ",\"crc\":\""u8;

    private static ReadOnlySpan<byte> AfterChecksum => "\""u8;

    private static ReadOnlySpan<byte> HeadEnd => ",\"instances\":["u8;

    private static ReadOnlySpan<byte> InstanceEnd => "}"u8;

    public static void WriteHead(ArrayBufferWriter<byte> text, long revision, int count)
    {
        var subject = string.Create(CultureInfo.InvariantCulture, $"{{\"schema\":{Schema},\"revision\":{revision},\"count\":{count}");
        Write(text, Encoding.UTF8.GetBytes(subject), HeadEnd);
    }

    public static void WriteInstance(ArrayBufferWriter<byte> text, RegisteredInstance instance) => Write(text, instance.OpenUtf8, InstanceEnd);

    public static bool TryReadHead(ReadOnlySpan<byte> line, out long revision, out int count)
    {
        (revision, count) = (0, 0);
        if (!TryOpen(line, HeadEnd, out var subject)) return false;
        var head = Parse(subject);
        (revision, count) = (head.GetProperty("revision"u8).GetInt64(), head.GetProperty("count"u8).GetInt32());
        return true;
    }

    /// <summary>Whether the head was written by a later version of the registry. Read without its checksum, which may be another there.</summary>
    public static bool IsOfLaterSchema(ReadOnlySpan<byte> head, out int schema)
    {
        schema = 0;
        try
        {
            var reader = new Utf8JsonReader(head, isFinalBlock: false, default);
            if (!reader.Read() || !reader.Read() || !reader.ValueTextEquals("schema"u8) || !reader.Read()) return false;
            schema = reader.GetInt32();
            return schema > Schema;
        }
        catch (Exception e) when (UnreadableJson.Is(e))
        {
            return false;
        }
    }

    /// <summary>Checks a line and cuts the instance out of it, as <see cref="RegisteredInstance.Utf8"/> holds it.</summary>
    public static bool TryOpenInstance(ReadOnlySpan<byte> line, [NotNullWhen(true)] out byte[]? json)
    {
        if (line is [.., (byte)',']) line = line[..^1];
        json = TryOpen(line, InstanceEnd, out var subject) ? [.. subject, .. InstanceEnd] : null;
        return json is not null;
    }

    private static void Write(ArrayBufferWriter<byte> text, ReadOnlySpan<byte> subject, ReadOnlySpan<byte> end)
    {
        text.Write(subject);
        text.Write(BeforeChecksum);
        Checksum.Write(subject, text.GetSpan(Checksum.Length));
        text.Advance(Checksum.Length);
        text.Write(AfterChecksum);
        text.Write(end);
    }

    private static bool TryOpen(ReadOnlySpan<byte> line, ReadOnlySpan<byte> end, out ReadOnlySpan<byte> subject)
    {
        subject = default;
        var length = line.Length - end.Length - AfterChecksum.Length - Checksum.Length - BeforeChecksum.Length;
        if (length <= 0) return false;
        var checksum = line.Slice(length + BeforeChecksum.Length, Checksum.Length);
        subject = line[..length];
        return line[length..].StartsWith(BeforeChecksum)
            && line[..^end.Length].EndsWith(AfterChecksum)
            && line.EndsWith(end)
            && Checksum.Matches(subject, checksum);
    }

    private static JsonElement Parse(ReadOnlySpan<byte> open)
    {
        var reader = new Utf8JsonReader((byte[])[.. open, (byte)'}']);
        return JsonElement.ParseValue(ref reader);
    }
}
