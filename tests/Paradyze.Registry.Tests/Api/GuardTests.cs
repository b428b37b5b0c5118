using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Hosting;
using Paradyze.Registry.Leases;

namespace Paradyze.Registry.Tests.Api;

/// <summary>The mass-failure guard as others see it.</summary>
public sealed class GuardTests : RegistryTest
{
    [Fact]
    public async Task Guards_Quiet_AreNone() => Assert.Equal("""{"guards":[]}""", (await Client.ReadAsync("/v1/guards")).Body);

    [Fact]
    public async Task Guards_OfServiceThatFailsTogether_IsShownEverywhere()
    {
        var meters = Server.Services.GetRequiredService<IMeterFactory>();
        using var trips = new MetricCollector<long>(meters, RegistryMeter.Name, "paradyze.registry.guard.trips");
        using var guards = new MetricCollector<int>(meters, RegistryMeter.Name, "paradyze.registry.guards");
        foreach (var id in "abcdef") await RegisterAsync("orders", $"http://{id}", $$""","instanceId":"{{id}}","zone":"eu-1","leaseSeconds":3600""");
        var beats = string.Join(',', "abcde".Select(id => $$"""{"serviceName":"orders","instanceId":"{{id}}","status":"unhealthy"}"""));
        await Client.SendJsonAsync("/v1/heartbeats", $$"""{"instances":[{{beats}}]}""");
        await Catalog.WaitForAsync(7, TestContext.Current.CancellationToken);

        // They became unhealthy one by one, and are suspect together once the guard weighs.
        Server.Services.GetServices<IHostedService>().OfType<LivenessSweeper>().Single().Sweep();
        var state = Catalog.Current;
        while (state.Find("orders")!.Serving.Length < 6) state = await Catalog.WaitForAsync(state.Revision + 1, TestContext.Current.CancellationToken);

        Assert.Equal(
            """{"guards":[{"serviceName":"orders","zone":"eu-1","since":"2026-11-24T09:00:00.000Z","failed":5,"of":6}]}""",
            (await Client.ReadAsync("/v1/guards")).Body);
        guards.RecordObservableInstruments();
        Assert.Equal((1L, 1), (trips.LastMeasurement!.Value, guards.LastMeasurement!.Value));
        Assert.Contains("5 instances failed at once", (await Client.ReadAsync("/dashboard")).Body, StringComparison.Ordinal);
    }
}
