using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Paradyze.Discovery;
using Paradyze.Registry.Registration;

namespace Paradyze.Registry.Catalog;

/// <summary>
/// Writes the two parts of an instance's wire form, so that a change of state copies what was registered and never reads it.
/// Keep the members and their order in sync with <see cref="ServiceInstance"/>; a test compares the two.
/// </summary>
internal static class InstanceText
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly (InstanceStatus Status, byte[] Utf8)[] s_words =
        [.. Enum.GetValues<InstanceStatus>().Select(status => (status, Encoding.UTF8.GetBytes(status.ToWord())))];

    /// <summary>What was registered: the object's beginning, without a comma at its end.</summary>
    public static ReadOnlySpan<byte> OfRegistration(string serviceName, ValidRegistration registration)
    {
        var text = new ArrayBufferWriter<byte>(512);
        using var writer = new Utf8JsonWriter(text, s_options);
        writer.WriteStartObject();
        writer.WriteString("serviceName"u8, serviceName);
        writer.WriteString("instanceId"u8, registration.InstanceId);
        WriteIfSet(writer, "generation"u8, registration.Generation);
        writer.WriteString("url"u8, registration.WrittenUrl);
        WriteIfSet(writer, "health"u8, registration.Health);
        if (registration.Metadata is { } metadata)
        {
            writer.WritePropertyName("metadata"u8);
            writer.WriteRawValue(metadata.Utf8.Span, skipInputValidation: true);
        }

        WriteIfSet(writer, "version"u8, registration.Version);
        WriteIfSet(writer, "zone"u8, registration.Zone);
        WriteTags(writer, registration);
        if (registration.Weight is { } weight) writer.WriteNumber("weight"u8, weight);
        WriteEndpoints(writer, registration);
        WriteChecks(writer, registration);
        if (registration.LeaseSeconds is { } seconds) writer.WriteNumber("leaseSeconds"u8, seconds);
        writer.Flush();
        return text.WrittenSpan;
    }

    /// <summary>What the registry adds: from the comma before <c>"status"</c> to the closing brace.</summary>
    public static byte[] OfState(InstanceState state)
    {
        var text = new ArrayBufferWriter<byte>(160);
        using var writer = new Utf8JsonWriter(text, s_options);
        writer.WriteStartObject();
        writer.WriteString("status"u8, state.Status.ToWord());
        WriteIfSet(writer, "statusReason"u8, state.Reason);
        WriteOverride(writer, "override"u8, state.Override);
        writer.WriteString("registeredAt"u8, TextOf(state.RegisteredAt));
        if (state.DepartedAt is { } departedAt) writer.WriteString("departedAt"u8, TextOf(departedAt));
        writer.WriteNumber("revision"u8, state.Revision);
        writer.WriteEndObject();
        writer.Flush();
        return [(byte)',', .. text.WrittenSpan[1..]];
    }

    /// <exception cref="JsonException">There is no such status.</exception>
    public static InstanceStatus ParseStatus(ReadOnlySpan<byte> word)
    {
        foreach (var (status, utf8) in s_words)
        {
            if (word.SequenceEqual(utf8)) return status;
        }

        throw new JsonException($"'{Encoding.UTF8.GetString(word)}' is not a status.");
    }

    // The status stands first, so that no ',"status":' follows the instance's own: the reader counts on it.
    private static void WriteOverride(Utf8JsonWriter writer, ReadOnlySpan<byte> name, StatusOverride? value)
    {
        if (value is null) return;
        writer.WriteStartObject(name);
        writer.WriteString("status"u8, value.Status.ToWord());
        writer.WriteString("owner"u8, value.Owner is OverrideOwner.Operator ? "operator"u8 : "self"u8);
        WriteIfSet(writer, "reason"u8, value.Reason);
        WriteOverride(writer, "beneath"u8, value.Beneath);
        writer.WriteEndObject();
    }

    private static string TextOf(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static void WriteIfSet(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null) writer.WriteString(name, value);
    }

    private static void WriteTags(Utf8JsonWriter writer, ValidRegistration registration)
    {
        if (registration.Tags is not { } tags) return;
        writer.WriteStartArray("tags"u8);
        foreach (var tag in tags) writer.WriteStringValue(tag);
        writer.WriteEndArray();
    }

    private static void WriteEndpoints(Utf8JsonWriter writer, ValidRegistration registration)
    {
        if (registration.Endpoints is not { } endpoints) return;
        writer.WriteStartObject("endpoints"u8);
        foreach (var (name, url) in endpoints) writer.WriteString(name, url);
        writer.WriteEndObject();
    }

    private static void WriteChecks(Utf8JsonWriter writer, ValidRegistration registration)
    {
        if (registration.Checks is not { } checks) return;
        writer.WritePropertyName("checks"u8);
        JsonSerializer.Serialize(writer, checks, DiscoveryJsonContext.Wire.IReadOnlyListHealthCheck);
    }
}
