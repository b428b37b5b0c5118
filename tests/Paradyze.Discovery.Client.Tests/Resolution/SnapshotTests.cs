namespace Paradyze.Discovery.Client.Tests;

public sealed class SnapshotTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("paradyze-snapshot-").FullName;
    private FakeRegistry _registry = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Snapshot => Path.Combine(_folder, "below", "snapshot.json");

    public async ValueTask InitializeAsync() => _registry = await FakeRegistry.StartNewAsync();

    public async ValueTask DisposeAsync()
    {
        await _registry.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task ResolveAsync_StartedWhileRegistryIsAway_SnapshotAnswersMarkedStale()
    {
        var instance = _registry.Put("orders", "o1", "http://a.test", endpoints: new() { ["https"] = "https://a.test" });
        await RememberAsync("orders");
        await _registry.StopAsync();

        await using var client = Create();
        client.Time.Advance(TimeSpan.FromMinutes(3));
        var endpoint = await client.Resolver.ResolveAsync("orders", Cancel);
        var https = await client.Resolver.ResolveAsync(new EndpointQuery("orders") { Scheme = SchemeRule.HttpsOnly }, Cancel);

        Assert.Equal(("http://a.test/", instance.Revision), (endpoint.Url.ToString(), endpoint.Instance!.Revision));
        Assert.Equal("https://a.test/", https.Url.ToString());
        Assert.Equal(TimeSpan.FromMinutes(3), client.Time.GetUtcNow() - endpoint.StaleSince);
        Assert.Contains(
            "; last known good, 1 instance from the snapshot on disk, 180 s old (used)\n",
            client.Resolver.Explain("orders").ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResolveAsync_RegistryAnswersThatItKnowsNothing_SnapshotIsNotUsed()
    {
        _registry.Put("orders", "o1", "http://a.test");
        await RememberAsync("orders");
        _registry.Forget();

        await using var client = Create();

        await Assert.ThrowsAsync<ServiceNotFoundException>(() => client.ResolveUrlAsync("orders"));
    }

    [Fact]
    public async Task Save_TwoProcessesWithNamesOfTheirOwn_FileHasThoseOfBoth()
    {
        _registry.Put("orders", "o1", "http://a.test");
        _registry.Put("products", "p1", "http://p.test");
        await using (var first = Create())
        {
            await first.ResolveUrlAsync("orders");
            await RememberAsync("products");
        }

        await _registry.StopAsync();
        await using var client = Create();

        Assert.Equal(("http://a.test/", "http://p.test/"), (await client.ResolveUrlAsync("orders"), await client.ResolveUrlAsync("products")));
    }

    [Fact]
    public async Task Save_ServiceRemoved_IsForgottenOnDiskToo()
    {
        _registry.Put("orders", "o1", "http://a.test");
        await RememberAsync("orders");
        _registry.Remove("orders", "o1");
        await using (var client = Create())
        {
            await Assert.ThrowsAsync<ServiceNotFoundException>(() => client.ResolveUrlAsync("orders"));
        }

        Assert.DoesNotContain("orders", await File.ReadAllTextAsync(Snapshot, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_NameUnusedThisTime_StaysOnDisk()
    {
        _registry.Put("orders", "o1", "http://a.test");
        _registry.Put("products", "p1", "http://p.test");
        await RememberAsync("orders");
        await RememberAsync("products");
        await _registry.StopAsync();

        await using var client = Create();

        Assert.Equal("http://a.test/", await client.ResolveUrlAsync("orders"));
    }

    [Fact]
    public async Task Save_NameOverriddenThisTime_StaysOnDisk()
    {
        _registry.Put("orders", "o1", "http://a.test");
        _registry.Put("products", "p1", "http://p.test");
        await RememberAsync("orders");
        await using (var overriding = Create())
        {
            overriding.Settings["ServiceDiscovery:Overrides:orders"] = "http://override.test";
            await overriding.ResolveUrlAsync("orders");
            await overriding.ResolveUrlAsync("products");
        }

        await _registry.StopAsync();
        await using var client = Create();

        Assert.Equal("http://a.test/", await client.ResolveUrlAsync("orders"));
    }

    [Theory]
    [InlineData("{ not json", "'n' is an invalid start of a property name")]
    [InlineData("""{"version":2,"services":{}}""", "it has version 2, known is 1")]
    [InlineData("""{"services":{}}""", "The given key was not present in the dictionary")]
    [InlineData("""{"version":1,"services":{"orders":{"epoch":"e1"}}}""", "The given key was not present in the dictionary")]
    [InlineData("", "The input does not contain any JSON tokens")]
    public async Task ResolveAsync_SnapshotNotUnderstood_IsIgnoredWithOneLogLineAndReplaced(string text, string fault)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Snapshot)!);
        await File.WriteAllTextAsync(Snapshot, text, Cancel);
        _registry.Put("orders", "o1", "http://a.test");

        await using (var client = Create())
        {
            Assert.Equal("http://a.test/", await client.ResolveUrlAsync("orders"));
            await client.RefreshAsync();
            var log = Assert.Single(client.Logs.GetSnapshot(), l => l.Id.Name == "SnapshotIgnored");
            Assert.StartsWith($"The snapshot {Snapshot} is ignored: {fault}", log.Message, StringComparison.Ordinal);
        }

        Assert.Contains("\"version\": 1", await File.ReadAllTextAsync(Snapshot, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResolveAsync_SnapshotIsOfAnotherRegistry_IsIgnoredWithALogLine()
    {
        _registry.Put("orders", "o1", "http://a.test");
        await RememberAsync("orders");
        await using var client = Create();
        client.Variables["SERVICE_REGISTRY_URL"] = "http://127.0.0.1:9";

        await Assert.ThrowsAsync<ServiceNotFoundException>(() => client.ResolveUrlAsync("orders"));

        var log = Assert.Single(client.Logs.GetSnapshot(), l => l.Id.Name == "SnapshotIgnored");
        Assert.StartsWith(
            $"The snapshot {Snapshot} is ignored: it is of the registry {_registry.Url}/, asked is http://127.0.0.1:9/.",
            log.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a-file/snapshot.json")]
    [InlineData("/")]
    [InlineData("no\0path")]
    public async Task Save_FileCannotBeWritten_LogsOnceAndGoesOn(string path)
    {
        _registry.Put("orders", "o1", "http://a.test");
        await File.WriteAllTextAsync(Path.Combine(_folder, "a-file"), "", Cancel);
        await using var client = Create(Path.Combine(_folder, path));

        await client.ResolveUrlAsync("orders");
        await client.RefreshAsync();
        _registry.Put("orders", "o1", "http://b.test");
        await client.RefreshAsync();

        Assert.Equal("http://b.test/", await client.ResolveUrlAsync("orders"));
        Assert.Single(client.Logs.GetSnapshot(), l => l.Id.Name == "SnapshotNotWritten");
    }

    [Fact]
    public async Task Save_Written_NoOtherFileIsLeftAndOnlyTheOwnerReads()
    {
        _registry.Put("orders", "o1", "http://a.test");
        await RememberAsync("orders");

        Assert.Equal([Snapshot], Directory.GetFiles(Path.GetDirectoryName(Snapshot)!));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Snapshot));
    }

    [Fact]
    public async Task Save_NothingChanged_FileIsWrittenAgainOnlyAfterAMinute()
    {
        _registry.Put("orders", "o1", "http://a.test");
        await using var client = Create();
        await client.ResolveUrlAsync("orders");
        await client.RefreshAsync();
        File.Delete(Snapshot);

        client.Time.Advance(TimeSpan.FromSeconds(59));
        await client.RefreshAsync();
        var within = File.Exists(Snapshot);
        client.Time.Advance(TimeSpan.FromSeconds(1));
        await client.RefreshAsync();

        Assert.Equal((false, true), (within, File.Exists(Snapshot)));
    }

    [Fact]
    public async Task Location_NotConfigured_IsTheApplicationsOwnInTheUsersCache()
    {
        await using var client = new ClientFixture("http://127.0.0.1:9");
        client.Settings.Remove("ServiceDiscovery:SnapshotPath");
        client.Variables["XDG_CACHE_HOME"] = client.Variables["HOME"] = _folder;
        await using var other = new ClientFixture("http://127.0.0.1:10");
        other.Settings.Remove("ServiceDiscovery:SnapshotPath");
        other.Variables["XDG_CACHE_HOME"] = other.Variables["HOME"] = _folder;

        var path = client.Get<SnapshotLocation>().Path!;

        Assert.Matches(@"[/\\]paradyze-discovery[/\\]Paradyze\.Test-[0-9a-f]{8}\.json$", path);
        Assert.NotEqual(path, other.Get<SnapshotLocation>().Path);
    }

    [Fact]
    public async Task Location_EmptyText_NothingIsKept()
    {
        await using var client = Create("");
        await client.ResolveUrlAsync("orders").ContinueWith(static _ => { }, TaskScheduler.Default);

        Assert.Null(client.Get<SnapshotLocation>().Path);
    }

    private ClientFixture Create(string? path = null)
    {
        var client = new ClientFixture(_registry);
        client.Settings["ServiceDiscovery:SnapshotPath"] = path ?? Snapshot;
        return client;
    }

    /// <summary>A process that finds the service and ends.</summary>
    private async Task RememberAsync(string service)
    {
        await using var client = Create();
        await client.ResolveUrlAsync(service);
    }
}
