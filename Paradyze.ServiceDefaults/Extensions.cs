using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Paradyze.Discovery.Client;
using Paradyze.ServiceDefaults;

namespace Microsoft.Extensions.Hosting;

/// <summary>
/// What every service has. A service adds two lines: <c>builder.AddServiceDefaults()</c> and <c>app.MapDefaultEndpoints()</c>.
/// </summary>
public static class Extensions
{
    private const string LiveTag = "live";
    private const string OtlpEndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>
    /// Adds telemetry, health checks, and calls to other services by their name, retried where that is safe. A web application
    /// also registers itself under its name once it listens, and leaves the registry when it stops.
    /// </summary>
    /// <param name="builder">The host: a web application, or a worker.</param>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        builder.ConfigureOpenTelemetry();
        builder.AddDefaultHealthChecks();
        builder.AddCallsByName();
        if (builder.Services.Any(service => service.ServiceType == typeof(IServer)))
        {
            builder.UseFreePortUnlessTold();
            builder.AddSelfRegistration();
        }

        return builder;
    }

    /// <summary>
    /// Adds logs, metrics and traces; they leave the process over OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set in the
    /// environment or the configuration, else not at all. The other <c>OTEL_</c> settings are honoured too.
    /// </summary>
    /// <param name="builder">The host.</param>
    public static TBuilder ConfigureOpenTelemetry<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource
                .AddService(builder.Environment.ApplicationName, serviceVersion: ApplicationVersion)
                .AddEnvironmentVariableDetector()) // Again, since the last one wins: OTEL_SERVICE_NAME is to overrule the assembly's name.
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter(builder.Environment.ApplicationName, DiscoveryTelemetry.Name))
            .WithTracing(tracing => tracing
                .AddSource(builder.Environment.ApplicationName, DiscoveryTelemetry.Name)
                .AddAspNetCoreInstrumentation(options => options.Filter = TracedRequests.IsTraced)
                .AddHttpClientInstrumentation());

        if (!string.IsNullOrWhiteSpace(builder.Configuration[OtlpEndpointKey]))
        {
            telemetry.UseOtlpExporter();
        }

        return builder;
    }

    /// <summary>Adds the check <c>self</c>, which says that the process answers. It is the only one that <c>/alive</c> asks.</summary>
    /// <param name="builder">The host.</param>
    public static TBuilder AddDefaultHealthChecks<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [LiveTag]);
        return builder;
    }

    /// <summary>
    /// Maps <c>/health</c>, every health check, and <c>/alive</c>, only those tagged <c>live</c>. Both answer 200, or 503 when a
    /// check is unhealthy, in every environment: the registry and other probes ask them.
    /// </summary>
    /// <param name="app">The application.</param>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealth(TracedRequests.HealthPath, _ => true);
        app.MapHealth(TracedRequests.AlivePath, check => check.Tags.Contains(LiveTag));
        return app;
    }

    // Outside in: resilience, discovery, the primary handler. So each retry chooses an instance anew, and the circuit breaker,
    // which has one state a service, guards the service and not an instance.
    private static void AddCallsByName(this IHostApplicationBuilder builder)
    {
        builder.Services.AddParadyzeDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http =>
        {
            http.AddStandardResilienceHandler(CallResilience.Configure).SelectPipelineByAuthority();
            http.AddParadyzeDiscovery();
        });
    }

    private static void AddSelfRegistration(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IListeningAddresses, ServerAddresses>();
        builder.Services.AddParadyzeSelfRegistration(options => options.InstanceId ??= TelemetryInstance.Find(builder.Configuration));
    }

    private static string? ApplicationVersion =>
        Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    private static void MapHealth(this WebApplication app, string path, Func<HealthCheckRegistration, bool> which) =>
        app.MapHealthChecks(path, new HealthCheckOptions { Predicate = which, ResponseWriter = HealthAnswer.WriteAsync })
            .AllowAnonymous()
            .DisableHttpMetrics();
}
