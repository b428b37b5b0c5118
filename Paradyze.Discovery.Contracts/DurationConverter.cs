using System.Text.Json;
using System.Text.Json.Serialization;

namespace Paradyze.Discovery;

/// <summary>Writes a duration as <see cref="DurationText"/> has it.</summary>
internal sealed class DurationConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is var text && DurationText.TryParse(text, out var duration)
            ? duration
            : throw new JsonException($"'{text}' is not a duration: it {DurationText.Rule}.");

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue(DurationText.Of(value));
}
