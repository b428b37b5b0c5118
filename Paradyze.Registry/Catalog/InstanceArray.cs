using System.Collections.Immutable;
using System.Text.Json;

namespace Paradyze.Registry.Catalog;

internal static class InstanceArray
{
    /// <summary>Writes a member that is an array of instances.</summary>
    public static void WriteInstances(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, ImmutableArray<RegisteredInstance> instances)
    {
        writer.WriteStartArray(name);
        foreach (var instance in instances) writer.WriteRawValue(instance.Utf8, skipInputValidation: true);
        writer.WriteEndArray();
    }
}
