using System.Collections.Immutable;
using System.Text.Json;
using Paradyze.Discovery;

namespace Paradyze.Registry.Catalog;

/// <summary>
/// Reads instances back from their wire form: only the fields that are held apart, the rest stays bytes. Neighbours mostly have the
/// same service, version, zone and reason: one reader gives them the same text. Not for several threads.
/// </summary>
internal sealed class InstanceReader
{
    private readonly RepeatedText _serviceName = new();
    private readonly RepeatedText _version = new();
    private readonly RepeatedText _zone = new();
    private readonly RepeatedText _reason = new();

    private static ReadOnlySpan<byte> State => ",\"status\":"u8;

    /// <param name="utf8">One JSON object as <see cref="RegisteredInstance.Utf8"/> holds it, without white space.</param>
    /// <exception cref="JsonException">It is not an instance.</exception>
    public RegisteredInstance Read(ReadOnlySpan<byte> utf8) => Own(utf8.ToArray());

    /// <summary>Reads as <see cref="Read"/> does, and keeps the array.</summary>
    public RegisteredInstance Own(byte[] utf8)
    {
        var fields = new Fields();
        var reader = new Utf8JsonReader(utf8);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException("It is not an object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) ReadMember(ref reader, ref fields);

        // The last one is the object's own: behind it stand only text, in which the quotation marks would be escaped, and an
        // override, whose status comes first and has no comma before it.
        var stateOffset = utf8.AsSpan().LastIndexOf(State);
        if (stateOffset < 0 || fields.ServiceName is null || fields.InstanceId is null || fields.Url is null)
            throw new JsonException("It lacks serviceName, instanceId, url or status.");
        return new RegisteredInstance(utf8, stateOffset)
        {
            Key = new InstanceKey(fields.ServiceName, fields.InstanceId),
            Url = fields.Url,
            Generation = fields.Generation,
            Version = fields.Version,
            Zone = fields.Zone,
            Tags = fields.Tags,
            LeaseSeconds = fields.LeaseSeconds,
            HasChecks = fields.HasChecks,
            State = new InstanceState(fields.Status, fields.Reason, fields.RegisteredAt, fields.Revision, fields.Override, fields.DepartedAt),
        };
    }

    private void ReadMember(ref Utf8JsonReader reader, ref Fields fields)
    {
        var name = reader.ValueSpan;
        reader.Read();
        if (name.SequenceEqual("serviceName"u8)) fields.ServiceName = _serviceName.Read(ref reader);
        else if (name.SequenceEqual("instanceId"u8)) fields.InstanceId = reader.GetString();
        else if (name.SequenceEqual("url"u8)) fields.Url = reader.GetString();
        else if (name.SequenceEqual("generation"u8)) fields.Generation = reader.GetString();
        else if (name.SequenceEqual("version"u8)) fields.Version = _version.Read(ref reader);
        else if (name.SequenceEqual("zone"u8)) fields.Zone = _zone.Read(ref reader);
        else if (name.SequenceEqual("tags"u8)) fields.Tags = ReadTags(ref reader);
        else if (name.SequenceEqual("checks"u8)) fields.HasChecks = HasElements(ref reader);
        else if (name.SequenceEqual("leaseSeconds"u8)) fields.LeaseSeconds = reader.GetInt32();
        else if (name.SequenceEqual("status"u8)) fields.Status = InstanceText.ParseStatus(reader.ValueSpan);
        else if (name.SequenceEqual("statusReason"u8)) fields.Reason = _reason.Read(ref reader);
        else if (name.SequenceEqual("override"u8)) fields.Override = JsonSerializer.Deserialize(ref reader, DiscoveryJsonContext.Wire.StatusOverride);
        else if (name.SequenceEqual("registeredAt"u8)) fields.RegisteredAt = reader.GetDateTimeOffset();
        else if (name.SequenceEqual("departedAt"u8)) fields.DepartedAt = reader.GetDateTimeOffset();
        else if (name.SequenceEqual("revision"u8)) fields.Revision = reader.GetInt64();
        else reader.Skip();
    }

    private static ImmutableArray<string> ReadTags(ref Utf8JsonReader reader)
    {
        var tags = ImmutableArray.CreateBuilder<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String) tags.Add(reader.GetString()!);
        return tags.DrainToImmutable();
    }

    private static bool HasElements(ref Utf8JsonReader reader)
    {
        var hasElements = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            hasElements = true;
            reader.Skip();
        }

        return hasElements;
    }

    private struct Fields()
    {
        public string? ServiceName;
        public string? InstanceId;
        public string? Url;
        public string? Generation;
        public string? Version;
        public string? Zone;
        public string? Reason;
        public StatusOverride? Override;
        public ImmutableArray<string> Tags = [];
        public int? LeaseSeconds;
        public bool HasChecks;
        public InstanceStatus Status;
        public DateTimeOffset RegisteredAt;
        public DateTimeOffset? DepartedAt;
        public long Revision;
    }

    /// <summary>Gives the same string again while the same text comes.</summary>
    private sealed class RepeatedText
    {
        private string? _last;

        public string? Read(ref Utf8JsonReader reader) => _last is not null && reader.ValueTextEquals(_last) ? _last : _last = reader.GetString();
    }
}
