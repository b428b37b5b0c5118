using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Paradyze.Registry.Tests.Diagnostics;

public sealed class RegistryTelemetryTests
{
    [Fact]
    public async Task AddTelemetry_LookupsOfProbes_AreNoSeriesAHost()
    {
        var exported = new ExportedNames();
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1";
        builder.AddTelemetry();
        using var reader = new BaseExportingMetricReader(exported);
        builder.Services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddReader(reader));
        await using var app = builder.Build();
        var provider = app.Services.GetRequiredService<MeterProvider>();
        await Dns.GetHostAddressesAsync("localhost", TestContext.Current.CancellationToken);
        Assert.True(reader.Collect());
        Assert.NotNull(provider);
        Assert.NotEmpty(exported.Names);
        Assert.DoesNotContain("dns.lookup.duration", exported.Names);
    }

    private sealed class ExportedNames : BaseExporter<Metric>
    {
        public List<string> Names { get; } = [];

        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (var metric in batch) Names.Add(metric.Name);
            return ExportResult.Success;
        }
    }
}
