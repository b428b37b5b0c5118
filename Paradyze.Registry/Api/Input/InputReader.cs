using System.Globalization;
using System.Text.Json;
using Paradyze.Discovery;

namespace Paradyze.Registry.Api.Input;

/// <summary>Reads the members of a JSON object and takes note of every fault, each with its JSON pointer (RFC 6901).</summary>
internal sealed class InputReader
{
    private readonly JsonElement _object;
    private readonly string _pointer;

    public InputReader(JsonElement value, string pointer = "", List<InputFault>? faults = null)
    {
        (_object, _pointer, Faults) = (value, pointer, faults ?? []);
        IsObject = value.ValueKind == JsonValueKind.Object;
        if (!IsObject) Faults.Add(new InputFault(pointer, $"is {Shown(value)}: it must be an object."));
    }

    public List<InputFault> Faults { get; }

    private bool IsObject { get; }

    public string Required(string name, TextRule rule)
    {
        if (TryGet(name, out var value)) return Text(name, value, rule) ?? "";
        if (IsObject) Fault(name, $"is missing: it {rule.Wanted}.");
        return "";
    }

    public string? Optional(string name, TextRule rule) => TryGet(name, out var value) ? Text(name, value, rule) : null;

    public int? OptionalInteger(string name, int least, int most)
    {
        if (!TryGet(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most) return number;
        Fault(name, string.Create(CultureInfo.InvariantCulture, $"is {Shown(value)}: it must be a whole number from {least} to {most}."));
        return null;
    }

    public TimeSpan? OptionalDuration(string name, TimeSpan least, TimeSpan most)
    {
        if (Optional(name, TextRules.Duration) is not { } text || !DurationText.TryParse(text, out var duration)) return null;
        if (duration >= least && duration <= most) return duration;
        Fault(name, $"is '{text}': it must be from {DurationText.Of(least)} to {DurationText.Of(most)}.");
        return null;
    }

    public bool OptionalFlag(string name)
    {
        if (!TryGet(name, out var value)) return false;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Fault(name, $"is {Shown(value)}: it must be true or false.");
        return false;
    }

    /// <summary>The elements of an array, each read by <paramref name="read"/>; <see langword="null"/> when it is not there.</summary>
    public List<T>? OptionalList<T>(string name, int most, Func<string, JsonElement, T> read)
    {
        if (!TryGet(name, out var value)) return null;
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > most)
        {
            var shown = value.ValueKind == JsonValueKind.Array ? $"has {value.GetArrayLength()} elements" : $"is {Shown(value)}";
            Fault(name, $"{shown}: it must be an array of at most {most} elements.");
            return null;
        }

        return [.. value.EnumerateArray().Select((element, i) => read(string.Create(CultureInfo.InvariantCulture, $"{name}/{i}"), element))];
    }

    public InputReader Nested(string path, JsonElement value) => new(value, $"{_pointer}/{path}", Faults);

    public IEnumerable<JsonProperty>? OptionalMembers(string name, int most)
    {
        if (!TryGet(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Object && value.GetPropertyCount() <= most) return value.EnumerateObject();
        var shown = value.ValueKind == JsonValueKind.Object ? $"has {value.GetPropertyCount()} members" : $"is {Shown(value)}";
        Fault(name, $"{shown}: it must be an object of at most {most} members.");
        return null;
    }

    /// <summary>An object that is kept as it is.</summary>
    public RawJson? OptionalObject(string name, int mostBytes)
    {
        if (!TryGet(name, out var value)) return null;
        if (value.ValueKind != JsonValueKind.Object)
        {
            Fault(name, $"is {Shown(value)}: it must be an object.");
            return null;
        }

        try
        {
            var raw = RawJson.From(value);
            if (raw.Utf8.Length <= mostBytes) return raw;
            Fault(name, $"has {raw.Utf8.Length} bytes: it must have at most {mostBytes} without white space.");
        }
        catch (InvalidOperationException)
        {
            Fault(name, "has text with an unpaired surrogate: it must be valid Unicode.");
        }

        return null;
    }

    /// <summary>Reads a text that must follow a rule; <see langword="null"/> when it does not.</summary>
    public string? Text(string path, JsonElement value, TextRule rule)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            Fault(path, $"is {Shown(value)}: it must be {rule.Noun}, a string.");
            return null;
        }

        if (TextOf(value) is not { } text)
        {
            Fault(path, "has an unpaired surrogate: it must be valid Unicode.");
            return null;
        }

        if (rule.Holds(text)) return text;
        Fault(path, $"is {Shown(value)}, which is not {rule.Noun}: it {rule.Words}.");
        return null;
    }

    /// <summary>Takes note of a fault.</summary>
    public void Fault(string path, string detail) => Faults.Add(new InputFault($"{_pointer}/{path}", detail));

    // A null is as good as a member that is not there.
    private bool TryGet(string name, out JsonElement value)
    {
        value = default;
        return IsObject && _object.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => $"'{Shortened.Of(TextOf(value) ?? "")}'",
        _ => Shortened.Of(value.GetRawText()),
    };
}
