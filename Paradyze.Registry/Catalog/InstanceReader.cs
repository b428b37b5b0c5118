using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Paradyze.Discovery;

namespace Paradyze.Registry.Catalog;

/// <summary>Reads an instance back from its wire form: only the fields that are held apart, the rest stays bytes.</summary>
internal static partial class InstanceReader
{
    private static ReadOnlySpan<byte> State => ",\"status\":"u8;

    /// <param name="utf8">One JSON object as <see cref="RegisteredInstance.Utf8"/> holds it, without white space.</param>
    /// <exception cref="JsonException">It is not an instance.</exception>
    public static RegisteredInstance Read(ReadOnlySpan<byte> utf8) => Own(utf8.ToArray());

    /// <summary>Reads as <see cref="Read"/> does, and keeps the array.</summary>
    public static RegisteredInstance Own(byte[] utf8)
    {
        var fields = JsonSerializer.Deserialize(utf8, FieldsContext.Default.Fields) ?? throw new JsonException("An instance is null.");

        // The last one is the object's own: behind it stands only text, in which the quotation marks would be escaped.
        var stateOffset = utf8.AsSpan().LastIndexOf(State);
        if (stateOffset < 0) throw new JsonException("An instance has no status behind its registration.");
        return new RegisteredInstance(utf8, stateOffset)
        {
            Key = new InstanceKey(fields.ServiceName, fields.InstanceId),
            Url = fields.Url,
            Generation = fields.Generation,
            Version = fields.Version,
            Zone = fields.Zone,
            Tags = fields.Tags ?? [],
            LeaseSeconds = fields.LeaseSeconds,
            State = new InstanceState(fields.Status, fields.StatusReason, fields.RegisteredAt, fields.Revision),
        };
    }

    internal sealed record Fields
    {
        public required string ServiceName { get; init; }

        public required string InstanceId { get; init; }

        public required string Url { get; init; }

        public string? Generation { get; init; }

        public string? Version { get; init; }

        public string? Zone { get; init; }

        public ImmutableArray<string>? Tags { get; init; }

        public int? LeaseSeconds { get; init; }

        public required InstanceStatus Status { get; init; }

        public string? StatusReason { get; init; }

        public required DateTimeOffset RegisteredAt { get; init; }

        public required long Revision { get; init; }
    }

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(Fields))]
    private sealed partial class FieldsContext : JsonSerializerContext;
}
