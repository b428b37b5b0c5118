using Microsoft.Extensions.Configuration;
using Paradyze.Discovery;

namespace Paradyze.ServiceDefaults;

/// <summary>Which replica this is, by the name that an app host gives it for telemetry.</summary>
internal static class TelemetryInstance
{
    private const string Attribute = "service.instance.id=";

    /// <summary>
    /// Joins <c>OTEL_SERVICE_NAME</c> and the <c>service.instance.id</c> of <c>OTEL_RESOURCE_ATTRIBUTES</c>: <c>orders-7f3a</c>.
    /// </summary>
    /// <returns><see langword="null"/> when they are not both set, or do not make an id.</returns>
    public static string? Find(IConfiguration configuration)
    {
        var service = configuration["OTEL_SERVICE_NAME"];
        var instance = configuration["OTEL_RESOURCE_ATTRIBUTES"]?
            .Split(',', StringSplitOptions.TrimEntries)
            .FirstOrDefault(attribute => attribute.StartsWith(Attribute, StringComparison.Ordinal))?[Attribute.Length..];
        if (string.IsNullOrEmpty(service) || string.IsNullOrEmpty(instance)) return null;

        var id = $"{service}-{Uri.UnescapeDataString(instance)}";
        return InstanceId.IsValid(id) ? id : null;
    }
}
