using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Paradyze.Registry.Journal;
using Paradyze.Registry.Journal.JsonFile;
using Paradyze.Registry.Registration;
using Paradyze.Registry.Tests.Api;
using Paradyze.Registry.Tests.Registration;
using Paradyze.Testing;

namespace Paradyze.Registry.Tests.Diagnostics;

/// <summary>Reads every instrument as an exporter would.</summary>
public sealed class RegistryMeterTests : RegistryTest
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private MetricCollector<T> Collect<T>(string instrument, string meter = RegistryMeter.Name, RegistryServer? server = null)
        where T : struct =>
        new((server ?? Server).Services.GetRequiredService<IMeterFactory>(), meter, instrument);

    [Fact]
    public async Task Commit_OfOneRegistration_IsMeasured()
    {
        using var duration = Collect<double>("paradyze.registry.commit.duration");
        using var changes = Collect<int>("paradyze.registry.commit.changes");
        using var bytes = Collect<long>("paradyze.registry.journal.size");
        await RegisterAsync("orders", "http://localhost:1", ""","instanceId":"a" """);
        await RegisterAsync("orders", "http://localhost:1", ""","instanceId":"b" """);

        // The clock stands still, so that the duration is known.
        Assert.Equal([0.0, 0.0], duration.GetMeasurementSnapshot().Select(measurement => measurement.Value));
        Assert.Equal("s", duration.Instrument!.Unit);
        Assert.Equal([1, 2], changes.GetMeasurementSnapshot().Select(measurement => measurement.Value));
        Assert.Equal(
            new FileInfo(Server.Data.File("registry.1.journal")).Length,
            bytes.GetMeasurementSnapshot().Sum(measurement => measurement.Value));
    }

    [Fact]
    public async Task Commit_OfNothing_IsNotMeasured()
    {
        await RegisterAsync("orders", "http://localhost:1");
        using var changes = Collect<int>("paradyze.registry.commit.changes");
        await RegisterAsync("orders", "http://localhost:1");
        Assert.Empty(changes.GetMeasurementSnapshot());
    }

    [Fact]
    public async Task Instances_AreCountedByStatus()
    {
        foreach (var id in "abc") await RegisterAsync("orders", $"http://{id}", $$""","instanceId":"{{id}}","leaseSeconds":60""");
        await RegisterAsync("orders", "http://d");
        await Client.PutJsonAsync("/v1/services/orders/instances/a/status", """{"status":"draining"}""");
        using var instances = Collect<int>("paradyze.registry.instances");
        using var services = Collect<int>("paradyze.registry.services");
        instances.RecordObservableInstruments();
        services.RecordObservableInstruments();

        Assert.Equal(
            ["up 2", "starting 1", "suspect 0", "unhealthy 0", "draining 1", "out-of-service 0"],
            instances.GetMeasurementSnapshot().Select(measurement => $"{measurement.Tags["status"]} {measurement.Value}"));
        Assert.Equal(1, services.LastMeasurement!.Value);
    }

    [Fact]
    public async Task Queue_IsWhatWaits()
    {
        var journal = new GatedJournal(new InMemoryJournal(TimeProvider.System));
        await using var server = new RegistryServer(configure: services => services.AddSingleton<IJournal>(journal));
        var registrar = server.Services.GetRequiredService<Registrar>();
        using var queue = Collect<int>("paradyze.registry.commit.queue", server: server);
        journal.Close();
        var first = registrar.RegisterAsync(Instances.Registration("orders", "a"));
        await journal.Reached;
        var second = registrar.RegisterAsync(Instances.Registration("orders", "b"));
        queue.RecordObservableInstruments();
        Assert.Equal(1, queue.LastMeasurement!.Value);

        journal.Open();
        await Task.WhenAll(first, second);
        queue.RecordObservableInstruments();
        Assert.Equal(0, queue.LastMeasurement!.Value);
    }

    [Fact]
    public async Task Snapshot_Written_IsMeasured()
    {
        using var duration = Collect<double>("paradyze.registry.snapshot.duration");
        using var folder = new TempFolder();
        var writer = new SnapshotWriter(new DiskFiles(), leastBytes: 1, Server.Time, Server.Services.GetRequiredService<RegistryMeter>(), NullLogger.Instance);
        await RegisterAsync("orders", "http://localhost:1");
        writer.Start(new JournalFolder(folder.Path), Catalog.Current);
        await duration.WaitForMeasurementsAsync(1, s_patience);
        await writer.StopAsync();
        Assert.True(File.Exists(folder.File("registry.json")));
        Assert.Equal((0.0, "s"), (duration.LastMeasurement!.Value, duration.Instrument!.Unit));
    }

    [Fact]
    public async Task Requests_AreMeasuredByRoute()
    {
        using var duration = Collect<double>("http.server.request.duration", "Microsoft.AspNetCore.Hosting");
        await RegisterAsync("orders", "http://localhost:1");
        await Client.ReadAsync("/v1/services/orders");
        await duration.WaitForMeasurementsAsync(2, s_patience);
        Assert.Equal(
            ["GET /v1/services/{service} 200", "POST /register 201"],
            duration.GetMeasurementSnapshot()
                .Select(m => $"{m.Tags["http.request.method"]} {m.Tags["http.route"]} {m.Tags["http.response.status_code"]}")
                .Order(StringComparer.Ordinal));
    }
}
