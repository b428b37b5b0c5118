using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Paradyze.Registry.Api;

/// <summary>Describes durations, which the generator cannot see to be text.</summary>
internal static class DurationSchema
{
    public static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonPropertyInfo?.PropertyType ?? context.JsonTypeInfo.Type;
        if (type != typeof(TimeSpan) && type != typeof(TimeSpan?)) return Task.CompletedTask;
        schema.Type = JsonSchemaType.String;
        schema.Pattern = "^[0-9]{1,9}(ms|s|m|h)$";
        return Task.CompletedTask;
    }
}
