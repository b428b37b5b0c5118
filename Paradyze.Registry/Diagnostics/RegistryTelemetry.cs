using OpenTelemetry.Metrics;

namespace Paradyze.Registry;

internal static class RegistryTelemetry
{
    private const string OtlpEndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Adds logs, metrics and traces where somebody takes them: to measure each read for nobody costs a part of its speed.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration[OtlpEndpointKey])) return;
        builder.ConfigureOpenTelemetry();

        // It has a series a host, which for probes is one an instance.
        builder.Services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddView("dns.lookup.duration", MetricStreamConfiguration.Drop));
    }
}
