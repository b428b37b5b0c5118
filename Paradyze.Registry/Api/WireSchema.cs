using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Paradyze.Discovery;

namespace Paradyze.Registry.Api;

/// <summary>Describes what is written by a converter of ours, of which the generator cannot see what it writes.</summary>
internal static class WireSchema
{
    public static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonPropertyInfo?.PropertyType ?? context.JsonTypeInfo.Type;
        var value = Nullable.GetUnderlyingType(type);
        var orNull = value is null ? default : JsonSchemaType.Null;
        switch (value ?? type)
        {
            case var duration when duration == typeof(TimeSpan):
                schema.Type = JsonSchemaType.String | orNull;
                schema.Pattern = "^[0-9]{1,9}(ms|s|m|h)$";
                break;
            case var moment when moment == typeof(DateTimeOffset):
                schema.Type = JsonSchemaType.String | orNull;
                break;
            case var free when free == typeof(RawJson):
                // Where it may be left out the generator says so beside it, and null must not be both.
                schema.Type = JsonSchemaType.Object;
                break;
        }

        return Task.CompletedTask;
    }
}
