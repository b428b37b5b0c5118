using Microsoft.Extensions.DependencyInjection;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal.JsonFile;
using Paradyze.Registry.Tests.Api;
using Paradyze.Testing;

namespace Paradyze.Registry.Tests.Journal.Faults;

/// <summary>What callers are told while the disk fails.</summary>
public sealed class FailingRegistryTests : IAsyncLifetime
{
    private readonly RegistryServer _server;
    private readonly HttpClient _client;
    private Func<FileOperation, Fault> _failing = _ => Fault.None;

    public FailingRegistryTests()
    {
        var files = new FaultyFiles(operation => _failing(operation));
        _server = new RegistryServer(configure: services => services.AddSingleton<IJournalFiles>(files));
        _client = _server.CreateClient();
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _server.DisposeAsync();
    }

    private Task<Answer> RegisterAsync(int port) =>
        _client.SendJsonAsync("/register", $$"""{"serviceName":"orders","url":"http://localhost:{{port}}"}""");

    private async Task<int> CountAsync() => (await _client.ReadAsync("/services/orders")).Json.GetProperty("instances").GetArrayLength();

    [Fact]
    public async Task Register_ShortWrite_IsRefusedAndThenTakenAgain()
    {
        await RegisterAsync(1);
        _failing = operation => operation.Kind == "write" ? Fault.Short : Fault.None;
        var refused = await RegisterAsync(2);
        Assert.Equal((503, "storage-failed"), (refused.Status, refused.Code));
        Assert.Equal($"'{_server.Data.File("registry.1.journal")}' could not be written: The disk did not write.", refused.Detail);
        Assert.Equal(1, await CountAsync());

        _failing = _ => Fault.None;
        Assert.Equal(201, (await RegisterAsync(2)).Status);
        Assert.Equal(200, (await _client.ReadAsync("/health")).Status);
    }

    [Fact]
    public async Task Register_SyncFails_AnswersReadsAndSaysWhyNoMoreIsTaken()
    {
        await RegisterAsync(1);
        _failing = operation => operation.Kind == "sync" ? Fault.Whole : Fault.None;
        var unknown = await RegisterAsync(2);
        Assert.Equal((503, "commit-unknown"), (unknown.Status, unknown.Code));

        _failing = _ => Fault.None;
        var later = await RegisterAsync(3);
        Assert.Equal((503, "commit-unknown", unknown.Detail), (later.Status, later.Code, later.Detail));
        Assert.Equal(1, await CountAsync());

        var health = await _client.ReadAsync("/health");
        Assert.Equal((503, "unhealthy"), (health.Status, health.Json.GetProperty("status").GetString()));
        Assert.Equal(unknown.Detail, health.Json.GetProperty("reason").GetString());
        Assert.Equal(200, (await _client.ReadAsync("/alive")).Status);
    }

    [Fact]
    public async Task Register_WhileTheSyncIsUnderWay_IsNotVisibleYet()
    {
        var catalog = _server.Services.GetRequiredService<ServiceCatalog>();
        var seen = new List<long>();
        _failing = operation =>
        {
            if (operation.Kind == "sync") seen.Add(catalog.Current.Revision);
            return Fault.None;
        };
        await RegisterAsync(1);
        await RegisterAsync(2);
        Assert.Equal([0, 1], seen);
        Assert.Equal(2, catalog.Current.Revision);
    }

    [Fact]
    public async Task Register_ClockSetBackAnHour_GoesOn()
    {
        var leased = await _client.SendJsonAsync("/register", """{"serviceName":"orders","url":"http://localhost:1","leaseSeconds":30}""");
        _server.Time.AdjustTime(_server.Time.GetUtcNow().AddHours(-1));
        Assert.Equal(201, (await RegisterAsync(2)).Status);
        Assert.Equal(2, _server.Services.GetRequiredService<ServiceCatalog>().Current.InstanceCount);
        Assert.Equal("2026-11-24T09:00:00.000Z", leased.Json.GetProperty("registeredAt").GetString());
    }
}
