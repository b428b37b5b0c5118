using System.Collections.Immutable;
using System.Globalization;
using System.Security;
using System.Text.Json;

namespace Paradyze.Discovery.Client;

/// <summary>
/// The snapshot's form on disk: <c>{"version":1,"registry":"http://localhost:3999/","services":{"orders":{"epoch",
/// "confirmedAt","instances":[...]}}}</c>. It is replaced as a whole, so that a reader never sees half of it.
/// </summary>
internal static class SnapshotFile
{
    private const int Version = 1;

    private static readonly ImmutableDictionary<string, LastKnownGood> s_none =
        ImmutableDictionary.Create<string, LastKnownGood>(ServiceName.Comparer);

    /// <summary>
    /// Reads the file. One that is not there is empty; one that is not understood, or of another registry, is empty, and the fault
    /// says why.
    /// </summary>
    public static (ImmutableDictionary<string, LastKnownGood> Services, string? Fault) Read(string path, string registry)
    {
        try
        {
            if (!File.Exists(path)) return (s_none, null);
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var version = document.RootElement.GetProperty("version").GetInt32();
            if (version != Version) return (s_none, string.Create(CultureInfo.InvariantCulture, $"it has version {version}, known is {Version}"));
            var from = document.RootElement.GetProperty("registry").GetString();
            if (from != registry) return (s_none, $"it is of the registry {from}, asked is {registry}");
            return (s_none.AddRange(document.RootElement.GetProperty("services").EnumerateObject().Select(Service)), null);
        }
        catch (Exception e) when (IsOfTheFile(e) || e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return (s_none, e.Message.TrimEnd('.'));
        }
    }

    /// <summary>Whether the exception says that the file cannot be read or written, or that the path is none.</summary>
    public static bool IsOfTheFile(Exception e) =>
        e is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException;

    public static void Write(string path, string registry, ImmutableDictionary<string, LastKnownGood> services)
    {
        var full = Path.GetFullPath(path);
        CreateFolder(Path.GetDirectoryName(full) ?? throw new IOException($"'{path}' is a folder"));
        var temporary = $"{full}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = new FileStream(temporary, NewFile()))
            using (var writer = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true }))
            {
                Write(writer, registry, services);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static void Write(Utf8JsonWriter writer, string registry, ImmutableDictionary<string, LastKnownGood> services)
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", Version);
        writer.WriteString("registry", registry);
        writer.WriteStartObject("services");
        foreach (var (name, good) in services.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            writer.WriteStartObject(name);
            writer.WriteString("epoch", good.Epoch);
            writer.WriteString("confirmedAt", good.ConfirmedAt);
            writer.WriteStartArray("instances");
            foreach (var instance in good.Instances)
            {
                JsonSerializer.Serialize(writer, instance, DiscoveryJsonContext.Wire.ServiceInstance);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static KeyValuePair<string, LastKnownGood> Service(JsonProperty service)
    {
        var instances = service.Value.GetProperty("instances").EnumerateArray()
            .Select(i => i.Deserialize(DiscoveryJsonContext.Wire.ServiceInstance) ?? throw new JsonException("An instance is null."));
        var good = new LastKnownGood(
            [.. instances],
            service.Value.GetProperty("epoch").GetString() ?? "",
            service.Value.GetProperty("confirmedAt").GetDateTimeOffset(),
            IsFromDisk: true);
        return new(service.Name, good);
    }

    // The addresses are nobody else's business on a shared machine.
    private static FileStreamOptions NewFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
