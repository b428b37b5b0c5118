using System.Text.Encodings.Web;
using System.Text.Json;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Journal.JsonFile;

/// <summary>
/// <c>registry.json</c>: everything at one revision, one JSON document with an instance a line. It is written beside the old one,
/// synced and renamed, so that there is always a whole one.
/// </summary>
internal static class SnapshotFile
{
    private const int Schema = 1;
    private static readonly JsonWriterOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>The revision and the instances; revision 0 without any when there is no file.</returns>
    /// <exception cref="JournalException">The file is damaged, or of a later version of the registry.</exception>
    public static (long Revision, IReadOnlyList<ServiceInstance> Instances) Read(JournalFolder folder)
    {
        if (!File.Exists(folder.Snapshot)) return (0, []);
        try
        {
            using var file = File.OpenRead(folder.Snapshot);
            using var document = JsonDocument.Parse(file);
            var root = document.RootElement;
            var schema = root.GetProperty("schema"u8).GetInt32();
            if (schema != Schema) throw Refuse(folder, $"has schema {schema}, and this registry reads schema {Schema}: start the version that wrote it", null);
            var instances = root.GetProperty("instances"u8).EnumerateArray()
                .Select(instance => instance.Deserialize(DiscoveryJsonContext.Wire.ServiceInstance)!);
            return (root.GetProperty("revision"u8).GetInt64(), [.. instances]);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Refuse(folder, $"is damaged ({e.Message}): restore the data folder from a backup, or move it away to start empty", e);
        }
    }

    /// <exception cref="IOException">The file could not be written, synced or renamed; the old one stands.</exception>
    public static void Write(JournalFolder folder, CatalogSnapshot state)
    {
        using (var file = new FileStream(folder.SnapshotBeingWritten, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            Write(file, state);
            file.Flush(flushToDisk: true);
        }

        File.Move(folder.SnapshotBeingWritten, folder.Snapshot, overwrite: true);
        DirectorySync.Flush(folder.Path);
    }

    private static void Write(FileStream file, CatalogSnapshot state)
    {
        using var writer = new Utf8JsonWriter(file, s_compact);
        writer.WriteStartObject();
        writer.WriteNumber("schema"u8, Schema);
        writer.WriteNumber("revision"u8, state.Revision);
        writer.WriteStartArray("instances"u8);
        foreach (var instance in state.Services.SelectMany(service => service.Instances))
        {
            // The writer's buffer is emptied before the line feed goes around it to the file.
            writer.Flush();
            file.WriteByte((byte)'\n');
            JsonSerializer.Serialize(writer, instance, DiscoveryJsonContext.Wire.ServiceInstance);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static JournalException Refuse(JournalFolder folder, string what, Exception? e) =>
        new($"'{folder.Snapshot}' {what}.", isOutcomeKnown: true, e);
}
