using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Paradyze.Testing.Telemetry;

namespace Paradyze.ServiceDefaults.Tests;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Traces_OfWorkAndOfProbes_HoldTheWorkAlone()
    {
        var spans = new List<Activity>();
        var builder = TestHost.CreateBuilder();
        builder.ConfigureOpenTelemetry();
        builder.AddDefaultHealthChecks();
        builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddInMemoryExporter(spans));
        await using var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapGet("/work", () => "done");
        using var http = await app.StartAndConnectAsync();

        foreach (var path in (string[])["/health", "/work", "/alive"])
        {
            await http.GetStringAsync(path, TestContext.Current.CancellationToken);
        }

        await app.StopAsync(TestContext.Current.CancellationToken); // Ends every request, and with it its span.
        var served = Assert.Single(spans, span => span.Kind == ActivityKind.Server && Equals(span.GetTagItem("server.port"), http.BaseAddress!.Port));
        Assert.Equal("GET /work", served.DisplayName);
    }

    [Fact]
    public async Task Export_AnEndpointIsSet_SendsTracesMetricsAndLogs()
    {
        await using var receiver = await OtlpReceiver.StartAsync(TestContext.Current.CancellationToken);
        var builder = TestHost.CreateBuilder(
            new("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Url),
            new("OTEL_SERVICE_NAME", "shop"));
        builder.ConfigureOpenTelemetry();

        await using (var app = builder.Build())
        {
            app.MapGet("/work", (ILogger<TelemetryTests> logger) => Log.Worked(logger, 42));
            using var http = await app.StartAndConnectAsync();
            await http.GetStringAsync("/work", TestContext.Current.CancellationToken);
            await app.StopAsync(TestContext.Current.CancellationToken);
        }

        Assert.Contains("GET /work", receiver.Received("trace"), StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", receiver.Received("metrics"), StringComparison.Ordinal);
        Assert.Contains("Worked 42 times", receiver.Received("logs"), StringComparison.Ordinal);
        Assert.All((string[])["trace", "metrics", "logs"], signal => Assert.Contains("shop", receiver.Received(signal), StringComparison.Ordinal));
    }

    [Fact]
    public void Resource_NothingIsSet_NamesTheApplicationAndItsVersion()
    {
        var resource = ResourceOf(TestHost.CreateBuilder());

        Assert.Equal("Paradyze.ServiceDefaults.Tests", resource["service.name"]);
        Assert.Equal("0.1.0", resource["service.version"]);
    }

    [Fact]
    public void Resource_TheEnvironmentNamesServiceAndInstance_FollowsIt()
    {
        var resource = ResourceOf(TestHost.CreateBuilder(
            new("OTEL_SERVICE_NAME", "shop"),
            new("OTEL_RESOURCE_ATTRIBUTES", "service.instance.id=x7k2")));

        Assert.Equal("shop", resource["service.name"]);
        Assert.Equal("x7k2", resource["service.instance.id"]);
    }

    private static Dictionary<string, object> ResourceOf(WebApplicationBuilder builder)
    {
        builder.ConfigureOpenTelemetry();
        using var host = ((IHostApplicationBuilder)builder).Services.BuildServiceProvider();
        return host.GetRequiredService<TracerProvider>().GetResource().Attributes.ToDictionary();
    }
}
