using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO.Hashing;
using System.Text.Encodings.Web;
using System.Text.Json;
using Paradyze.Discovery;

namespace Paradyze.Registry.Journal.JsonFile;

/// <summary>
/// A commit as one line of a segment: <c>{"crc":"9bd366ae","commit":{"revision":7,"at":"...","changes":[...]}}</c> and a line feed. The
/// checksum is the CRC-32 (ISO 3309) of the value of <c>commit</c>. A line is itself JSON, so that any tool can read a journal.
/// </summary>
internal static class CommitLine
{
    private const int ChecksumLength = 8;
    private static readonly JsonWriterOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static ReadOnlySpan<byte> BeforeChecksum => "{\"crc\":\""u8;

    private static ReadOnlySpan<byte> BeforeCommit => "\",\"commit\":"u8;

    private static ReadOnlySpan<byte> AfterCommit => "}"u8;

    private static int CommitStart => BeforeChecksum.Length + ChecksumLength + BeforeCommit.Length;

    /// <summary>The line of a commit, line feed included.</summary>
    public static byte[] Encode(JournalCommit commit)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json, s_compact)) WriteCommit(writer, commit);
        return [.. BeforeChecksum, .. Checksum(json.WrittenSpan), .. BeforeCommit, .. json.WrittenSpan, .. AfterCommit, (byte)'\n'];
    }

    /// <summary>Reads a line without its line feed. <see langword="false"/> when it is not whole.</summary>
    public static bool TryDecode(ReadOnlyMemory<byte> line, [NotNullWhen(true)] out JournalCommit? commit)
    {
        commit = null;
        if (line.Length <= CommitStart
            || !line.Span.StartsWith(BeforeChecksum)
            || !line.Span[..CommitStart].EndsWith(BeforeCommit)
            || !line.Span.EndsWith(AfterCommit))
        {
            return false;
        }

        var json = line[CommitStart..^AfterCommit.Length];
        if (!line.Span.Slice(BeforeChecksum.Length, ChecksumLength).SequenceEqual(Checksum(json.Span))) return false;
        commit = ReadCommit(json);
        return true;
    }

    private static byte[] Checksum(ReadOnlySpan<byte> json)
    {
        var text = new byte[ChecksumLength];
        Crc32.HashToUInt32(json).TryFormat(text, out _, "x8", CultureInfo.InvariantCulture);
        return text;
    }

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
                JsonSerializer.Serialize(writer, change.Instance, DiscoveryJsonContext.Wire.ServiceInstance);
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
        var read = ImmutableArray.CreateBuilder<InstanceChange>(changes.GetArrayLength());
        foreach (var change in changes.EnumerateArray())
        {
            var instance = change.TryGetProperty("instance"u8, out var value) ? value.Deserialize(DiscoveryJsonContext.Wire.ServiceInstance) : null;
            var key = new InstanceKey(change.GetProperty("serviceName"u8).GetString()!, change.GetProperty("instanceId"u8).GetString()!);
            read.Add(new InstanceChange(key, instance, BasedOn: 0, change.GetProperty("cause"u8).GetString()!));
        }

        return new JournalCommit(root.GetProperty("revision"u8).GetInt64(), root.GetProperty("at"u8).GetDateTimeOffset(), read.DrainToImmutable());
    }
}
