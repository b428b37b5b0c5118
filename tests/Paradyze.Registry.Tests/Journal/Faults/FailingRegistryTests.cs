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

    private void Fill() => _failing = operation => operation.Kind == "write" ? Fault.Short : Fault.None;

    /// <summary>Lets the disk work again, and a second pass.</summary>
    private void MakeRoom()
    {
        _failing = _ => Fault.None;
        _server.Time.Advance(TimeSpan.FromSeconds(1));
    }

    /// <summary>Waits until an answer is as it should be.</summary>
    private async Task<Answer> UntilAsync(string path, Func<Answer, bool> isSo)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        var answer = await _client.ReadAsync(path);
        for (; !isSo(answer); answer = await _client.ReadAsync(path)) await timer.WaitForNextTickAsync(patience.Token);
        return answer;
    }

    private static string? StatusOf(Answer service) => service.Json.GetProperty("instances")[0].GetProperty("status").GetString();

    [Fact]
    public async Task Register_ShortWrite_IsRefusedAndThenTakenAgain()
    {
        await RegisterAsync(1);
        Fill();
        var refused = await RegisterAsync(2);
        Assert.Equal((503, "storage-failed"), (refused.Status, refused.Code));
        Assert.Equal(
            $"'{_server.Data.File("registry.1.journal")}' could not be written: The disk did not write. "
            + "The registry answers reads, and takes changes again once it can write: make room on the disk.",
            refused.Detail);
        Assert.Equal(1, await CountAsync());
        var health = await _client.ReadAsync("/health");
        Assert.Equal((503, refused.Detail), (health.Status, health.Json.GetProperty("reason").GetString()));

        _failing = _ => Fault.None;
        Assert.Equal(201, (await RegisterAsync(2)).Status);
        Assert.Equal(200, (await _client.ReadAsync("/health")).Status);
    }

    [Fact]
    public async Task Health_RoomAgain_RecoversWithoutAChange()
    {
        await RegisterAsync(1);
        var segment = new FileInfo(_server.Data.File("registry.1.journal"));
        var length = segment.Length;
        Fill();
        await RegisterAsync(2);
        _server.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(503, (await _client.ReadAsync("/health")).Status);

        MakeRoom();
        await UntilAsync("/health", health => health.Status == 200);
        segment.Refresh();
        Assert.Equal(length, segment.Length);
        Assert.Equal(201, (await RegisterAsync(2)).Status);
    }

    [Fact]
    public async Task Health_StartedOnAFullDisk_SaysSoBeforeAChangeIsRefused()
    {
        Fill();
        await using var server = new RegistryServer(
            configure: services => services.AddSingleton<IJournalFiles>(new FaultyFiles(operation => _failing(operation))));
        using var client = server.CreateClient();
        Assert.Equal(503, (await client.ReadAsync("/health")).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Finding_WhileTheDiskIsFull_IsCommittedOnceThereIsRoom(bool isKnownToBeFull)
    {
        await _client.SendJsonAsync("/register", """{"serviceName":"orders","instanceId":"a","url":"http://localhost:1","leaseSeconds":3600}""");
        Fill();
        if (isKnownToBeFull) await RegisterAsync(2);
        await _client.SendJsonAsync("/v1/heartbeats", """{"instances":[{"serviceName":"orders","instanceId":"a","status":"unhealthy"}]}""");
        await UntilAsync("/health", health => health.Status == 503);
        Assert.Equal("up", StatusOf(await _client.ReadAsync("/v1/services/orders")));

        MakeRoom();
        await UntilAsync("/v1/services/orders", service => StatusOf(service) == "unhealthy");
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
