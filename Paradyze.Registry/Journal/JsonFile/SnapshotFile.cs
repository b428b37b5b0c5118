using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Journal.JsonFile;

/// <summary>
/// <c>registry.json</c>: everything at one revision, one JSON document with an instance a line. It is written beside the old one,
/// synced and renamed, so that there is always a whole one.
/// </summary>
/// <remarks>
/// <code>
/// {"schema":1,"revision":4711,"instances":[
/// {"serviceName":"orders",...},
/// {"serviceName":"products",...}
/// ]}
/// </code>
/// </remarks>
internal static class SnapshotFile
{
    private const int Schema = 1;

    // Synced in pieces: a disk that has to take everything at once makes the commits beside it wait.
    private const int BytesPerSync = 4 * 1024 * 1024;
    private const int BytesPerWrite = 256 * 1024;

    private static ReadOnlySpan<byte> End => "]}"u8;

    /// <returns>The revision and the instances; revision 0 without any when there is no file.</returns>
    /// <exception cref="JournalException">The file is damaged, or of a later version of the registry.</exception>
    public static (long Revision, IReadOnlyCollection<RegisteredInstance> Instances) Read(JournalFolder folder)
    {
        if (!File.Exists(folder.Snapshot)) return (0, []);
        using var file = new LineReader(File.OpenRead(folder.Snapshot));
        try
        {
            if (!file.TryRead(out var line)) throw new FormatException("it has no whole line");
            var revision = ReadHead(folder, line.Span);
            var reader = new InstanceReader();
            var instances = new List<RegisteredInstance>();
            while (file.TryRead(out line))
            {
                if (line.Span.SequenceEqual(End)) return (revision, instances);
                instances.Add(reader.Read(line.Span.TrimEnd((byte)',')));
            }

            throw new FormatException("its end is missing");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Refuse(folder, $"is damaged at line {file.Number} ({e.Message.TrimEnd('.')}). {Damage.WayOut}", e);
        }
    }

    /// <summary>Writes the file, unless <paramref name="stop"/> is set while it is being written.</summary>
    /// <returns>How many bytes it has.</returns>
    /// <exception cref="IOException">The file could not be written, synced or put in its place; the old one stands.</exception>
    public static long Write(IJournalFiles files, JournalFolder folder, CatalogSnapshot state, CancellationToken stop)
    {
        long length;
        using (var file = files.Open(folder.SnapshotBeingWritten, FileMode.Create))
        {
            length = Write(file, state, stop);
            file.Sync();
        }

        stop.ThrowIfCancellationRequested();
        files.Replace(folder.SnapshotBeingWritten, folder.Snapshot);
        files.SyncFolder(folder.Path);
        return length;
    }

    private static long Write(IJournalFile file, CatalogSnapshot state, CancellationToken stop)
    {
        var (offset, syncedTo) = (0L, 0L);
        var pending = new ArrayBufferWriter<byte>(BytesPerWrite * 2);
        var separator = string.Create(CultureInfo.InvariantCulture, $"{{\"schema\":{Schema},\"revision\":{state.Revision},\"instances\":[\n");
        foreach (var instance in state.Services.SelectMany(service => service.Instances))
        {
            Encoding.UTF8.GetBytes(separator, pending);
            pending.Write(instance.Utf8);
            separator = ",\n";
            if (pending.WrittenCount >= BytesPerWrite) Empty();
        }

        Encoding.UTF8.GetBytes(state.InstanceCount > 0 ? "\n" : separator, pending);
        pending.Write(End);
        pending.Write("\n"u8);
        Empty();
        return offset;

        void Empty()
        {
            stop.ThrowIfCancellationRequested();
            file.Write(pending.WrittenSpan, offset);
            offset += pending.WrittenCount;
            pending.ResetWrittenCount();
            if (offset - syncedTo < BytesPerSync) return;
            file.Sync();
            syncedTo = offset;
        }
    }

    private static long ReadHead(JournalFolder folder, ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader((byte[])[.. line, .. End]);
        var head = JsonElement.ParseValue(ref reader);
        var schema = head.GetProperty("schema"u8).GetInt32();
        return schema == Schema
            ? head.GetProperty("revision"u8).GetInt64()
            : throw Refuse(folder, $"has schema {schema}, and this registry reads schema {Schema}: start the version that wrote it.", null);
    }

    private static JournalException Refuse(JournalFolder folder, string what, Exception? e) =>
        new($"'{folder.Snapshot}' {what}", isOutcomeKnown: true, e);
}
