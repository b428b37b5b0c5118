using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Paradyze.Discovery;

/// <summary>
/// A JSON value that somebody else owns, kept as its UTF-8 without white space: numbers, nulls, order and nesting come out as
/// they went in.
/// </summary>
[JsonConverter(typeof(Converter))]
public readonly struct RawJson : IEquatable<RawJson>
{
    private static readonly JsonWriterOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ReadOnlyMemory<byte> _utf8;

    private RawJson(ReadOnlyMemory<byte> utf8) => _utf8 = utf8;

    /// <summary>The value's UTF-8, without insignificant white space.</summary>
    public ReadOnlyMemory<byte> Utf8 => _utf8;

    /// <summary>Takes a copy of a parsed value.</summary>
    /// <exception cref="InvalidOperationException">A string in it is not valid Unicode (an unpaired surrogate).</exception>
    public static RawJson From(JsonElement element)
    {
        using var buffer = new MemoryStream(JsonMarshal.GetRawUtf8Value(element).Length);
        using (var writer = new Utf8JsonWriter(buffer, s_compact))
        {
            element.WriteTo(writer);
        }

        return new RawJson(buffer.ToArray());
    }

    /// <summary>Reads a JSON text.</summary>
    /// <exception cref="JsonException"><paramref name="json"/> is not JSON.</exception>
    public static RawJson Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return From(document.RootElement);
    }

    /// <summary>The value as an element that owns its memory.</summary>
    public JsonElement ToElement()
    {
        var reader = new Utf8JsonReader(_utf8.Span);
        return JsonElement.ParseValue(ref reader);
    }

    /// <inheritdoc/>
    public bool Equals(RawJson other) => _utf8.Span.SequenceEqual(other._utf8.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RawJson other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(_utf8.Span);
        return hash.ToHashCode();
    }

    /// <summary>The JSON text.</summary>
    public override string ToString() => Encoding.UTF8.GetString(_utf8.Span);

    /// <summary>Whether two values have the same text.</summary>
    public static bool operator ==(RawJson left, RawJson right) => left.Equals(right);

    /// <summary>Whether two values have different texts.</summary>
    public static bool operator !=(RawJson left, RawJson right) => !left.Equals(right);

    internal sealed class Converter : JsonConverter<RawJson>
    {
        public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            From(JsonElement.ParseValue(ref reader));

        // Only From makes a value, so what is written was JSON.
        public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value._utf8.Span, skipInputValidation: true);
    }
}
