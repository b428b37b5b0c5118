using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Journal.JsonFile;

/// <summary>
/// A commit as one line of a segment. A line is itself JSON, so that any tool can read a journal.
/// </summary>
/// <remarks>
/// <code>
/// {"v":1,"crc":"9bd366ae","commit":{"revision":7,"at":"...","changes":[...]}}
///        |                         |&lt;---------- the checksum's subject -->|
///        8 hexadecimal digits: CRC-32 (ISO-HDLC)
/// </code>
/// A later schema changes the number behind <c>"v"</c>, which is how an older registry tells it from damage.
/// </remarks>
internal static class CommitLine
{
    private static readonly JsonWriterOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static ReadOnlySpan<byte> BeforeVersion => "{\"v\":"u8;

    private static ReadOnlySpan<byte> BeforeChecksum => "{\"v\":1,\"crc\":\""u8;

    private static ReadOnlySpan<byte> BeforeCommit => "\",\"commit\":"u8;

    private static ReadOnlySpan<byte> AfterCommit => "}"u8;

    private static int CommitStart => BeforeChecksum.Length + Checksum.Length + BeforeCommit.Length;

    /// <summary>Writes the line of a commit, line feed included.</summary>
    public static void Encode(JournalCommit commit, ArrayBufferWriter<byte> line)
    {
        var start = line.WrittenCount;
        line.Write(BeforeChecksum);
        line.Write("00000000"u8);
        line.Write(BeforeCommit);
        using (var writer = new Utf8JsonWriter(line, s_compact)) WriteCommit(writer, commit);
        var written = MemoryMarshal.AsMemory(line.WrittenMemory).Span[start..];
        Checksum.Write(written[CommitStart..], written[BeforeChecksum.Length..]);
        line.Write(AfterCommit);
        line.Write("\n"u8);
    }

    /// <summary>Reads a line without its line feed. <see langword="false"/> when it is not whole.</summary>
    public static bool TryDecode(ReadOnlyMemory<byte> line, [NotNullWhen(true)] out JournalCommit? commit)
    {
        commit = null;
        var bytes = line.Span;
        if (bytes.Length <= CommitStart
            || !bytes.StartsWith(BeforeChecksum)
            || !bytes[..CommitStart].EndsWith(BeforeCommit)
            || !bytes.EndsWith(AfterCommit))
        {
            return false;
        }

        var json = line[CommitStart..^AfterCommit.Length];
        if (!Checksum.Matches(json.Span, bytes.Slice(BeforeChecksum.Length, Checksum.Length))) return false;
        try
        {
            commit = ReadCommit(json);
            return true;
        }
        catch (Exception e) when (UnreadableJson.Is(e))
        {
            return false;
        }
    }

    /// <summary>Whether a line was written by a later version of the registry.</summary>
    public static bool IsOfLaterSchema(ReadOnlySpan<byte> line) =>
        line.StartsWith(BeforeVersion)
        && Utf8Parser.TryParse(line[BeforeVersion.Length..], out int version, out var length)
        && version > 1
        && line[(BeforeVersion.Length + length)..].StartsWith(","u8);

    private static void WriteCommit(Utf8JsonWriter writer, JournalCommit commit)
    {
        writer.WriteStartObject();
        writer.WriteNumber("revision"u8, commit.Revision);
        writer.WriteString("at"u8, commit.At);
        writer.WriteStartArray("changes"u8);
        foreach (var change in commit.Changes)
        {
            writer.WriteStartObject();
            writer.WriteString("serviceName"u8, change.Key.ServiceName);
            writer.WriteString("instanceId"u8, change.Key.InstanceId);
            writer.WriteString("cause"u8, change.Cause);
            if (change.Instance is not null)
            {
                writer.WritePropertyName("instance"u8);
                writer.WriteRawValue(change.Instance.Utf8, skipInputValidation: true);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static JournalCommit ReadCommit(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var changes = root.GetProperty("changes"u8);
        var reader = new InstanceReader();
        var read = ImmutableArray.CreateBuilder<InstanceChange>(changes.GetArrayLength());
        foreach (var change in changes.EnumerateArray())
        {
            var instance = change.TryGetProperty("instance"u8, out var value) ? reader.Read(JsonMarshal.GetRawUtf8Value(value)) : null;
            var key = instance?.Key ?? new InstanceKey(change.GetProperty("serviceName"u8).GetString()!, change.GetProperty("instanceId"u8).GetString()!);
            read.Add(new InstanceChange(key, instance, BasedOn: 0, change.GetProperty("cause"u8).GetString()!));
        }

        return new JournalCommit(root.GetProperty("revision"u8).GetInt64(), root.GetProperty("at"u8).GetDateTimeOffset(), read.DrainToImmutable());
    }
}
