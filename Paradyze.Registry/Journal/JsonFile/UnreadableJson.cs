using System.Text.Json;

namespace Paradyze.Registry.Journal.JsonFile;

internal static class UnreadableJson
{
    /// <summary>Whether a text was not what it should be, in any of the ways in which reading it says so.</summary>
    public static bool Is(Exception exception) =>
        exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException;
}
