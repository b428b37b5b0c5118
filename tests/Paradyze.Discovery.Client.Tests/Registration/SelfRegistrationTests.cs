using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Paradyze.Discovery.Client.Tests;

public sealed class SelfRegistrationTests : IAsyncLifetime
{
    private readonly Addresses _addresses = new("http://127.0.0.1:5001");
    private FakeRegistry _registry = null!;
    private ClientFixture _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _registry = await FakeRegistry.StartNewAsync();
        _client = Create("Production");
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _registry.DisposeAsync();
    }

    [Fact]
    public async Task Started_RegistersWithEverythingThatIsKnown()
    {
        _addresses.Set("http://127.0.0.1:5001", "https://127.0.0.1:5002");
        _client.Settings["ServiceDiscovery:ServiceName"] = "orders";
        _client.Settings["ServiceDiscovery:SelfRegistration:Version"] = "1.4.2";
        _client.Settings["ServiceDiscovery:SelfRegistration:Zone"] = "eu-1";
        _client.Settings["ServiceDiscovery:SelfRegistration:Tags:0"] = "blue";
        _client.Settings["ServiceDiscovery:SelfRegistration:Weight"] = "50";
        _client.Settings["ServiceDiscovery:SelfRegistration:Metadata:team"] = "checkout";

        await StartAsync();

        var sent = _registry.Registrations.Single();
        Assert.Equal(("orders", "http://127.0.0.1:5001", "http://127.0.0.1:5001/health"), (sent.ServiceName, sent.Url, sent.Health));
        Assert.Equal("""{"team":"checkout","version":"1.4.2"}""", sent.Metadata.ToString());
        Assert.Equal(("http://127.0.0.1:5001", "https://127.0.0.1:5002"), (sent.Endpoints!["http"], sent.Endpoints["https"]));
        Assert.Equal(("eu-1", "blue", 50, 30), (sent.Zone, sent.Tags!.Single(), sent.Weight, sent.LeaseSeconds));
        Assert.Null(sent.InstanceId);
        Assert.Matches("^[0-9a-f]{16}$", sent.Generation);
    }

    [Fact]
    public async Task Started_NothingConfigured_NameIsTheApplicationsAndVersionTheAssemblys()
    {
        await StartAsync();

        var sent = _registry.Registrations.Single();
        Assert.Equal("paradyze.test", sent.ServiceName);
        Assert.Equal("""{"version":"0.1.0"}""", sent.Metadata.ToString());
    }

    [Fact]
    public async Task Started_OpenTelemetryName_IsUsed()
    {
        _client.Variables["OTEL_SERVICE_NAME"] = "products";

        await StartAsync();

        Assert.Equal("products", _registry.Registrations.Single().ServiceName);
    }

    [Fact]
    public async Task Started_Twice_GenerationsDiffer()
    {
        await StartAsync();
        await using var second = Create("Production");
        await StartAsync(second);

        Assert.Equal(2, _registry.Registrations.Select(r => r.Generation).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("http://0.0.0.0:8080", null, "http://127.0.0.1:8080")]
    [InlineData("http://[::]:8080", null, "http://127.0.0.1:8080")]
    [InlineData("http://*:8080", null, "http://127.0.0.1:8080")]
    [InlineData("http://+:8080", "orders.internal", "http://orders.internal:8080")]
    public async Task Started_WildcardAddress_IsAdvertisedAsHostOrLocalAddressOfTheSocket(string address, string? host, string expected)
    {
        _addresses.Set(address);
        _client.Settings["ServiceDiscovery:Advertise:Host"] = host;

        await StartAsync();

        Assert.Equal(expected, _registry.Registrations.Single().Url);
    }

    [Fact]
    public async Task Started_FirstRegistryGone_AWildcardIsTheLocalAddressThatReachedTheNext()
    {
        _addresses.Set("http://*:8080");
        _client.Variables["SERVICE_REGISTRY_URL"] = $"http://127.0.0.1:9;{_registry.Url}";

        await StartAsync();

        Assert.Equal("http://127.0.0.1:8080", _registry.Registrations.Single().Url);
    }

    [Fact]
    public async Task Started_MappedPortAndWholeUrls_AreRegistered()
    {
        _addresses.Set("http://0.0.0.0:8080", "https://0.0.0.0:8443");
        _client.Settings["ServiceDiscovery:Advertise:Host"] = "host.test";
        _client.Settings["ServiceDiscovery:Advertise:Ports:http"] = "32768";
        _client.Settings["ServiceDiscovery:Advertise:Endpoints:https"] = "";
        _client.Settings["ServiceDiscovery:Advertise:Endpoints:admin"] = "http://host.test:9090/admin";

        await StartAsync();

        var sent = _registry.Registrations.Single();
        Assert.Equal("http://host.test:32768", sent.Url);
        Assert.Equal(
            ["admin=http://host.test:9090/admin", "http=http://host.test:32768"],
            sent.Endpoints!.Select(e => $"{e.Key}={e.Value}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Production", 30)]
    [InlineData("Development", 10)]
    public async Task Heartbeat_SentEveryThirdOfTheLease(string environment, int leaseSeconds)
    {
        await using var client = Create(environment);
        await StartAsync(client);
        var third = TimeSpan.FromMilliseconds(leaseSeconds * 1000 / 3); // timers count whole milliseconds
        await client.Time.WaitedForAsync(third);

        client.Time.Advance(third - TimeSpan.FromMilliseconds(1));
        Assert.Empty(_registry.Heartbeats);
        client.Time.Advance(TimeSpan.FromMilliseconds(1));
        await Eventually.TrueAsync(() => _registry.Heartbeats.Count == 1);

        Assert.Equal(leaseSeconds, _registry.Registrations.Single().LeaseSeconds);
        var beat = _registry.Heartbeats.Single().Instances.Single();
        Assert.Equal(
            (_registry.Instances("paradyze.test").Single().InstanceId, _registry.Registrations.Single().Generation),
            (beat.InstanceId, beat.Generation));
    }

    [Fact]
    public async Task Heartbeat_DebuggerAttachedInDevelopment_LeaseBecomesLong()
    {
        var isAttached = false;
        await using var client = Create("Development");
        client.Services.AddSingleton<DebuggerAttached>(() => isAttached);
        await StartAsync(client);

        isAttached = true;
        await Eventually.TrueAsync(() => _registry.Registrations.Count == 2, () => client.Time.Advance(TimeSpan.FromSeconds(1)));

        Assert.Equal([10, 600], _registry.Registrations.Select(r => r.LeaseSeconds!.Value));
    }

    [Fact]
    public async Task Heartbeat_RegistryHasForgotten_RegistersAgain()
    {
        await StartAsync();
        _registry.Forget();

        await Eventually.TrueAsync(() => _registry.Registrations.Count == 2, () => _client.Time.Advance(TimeSpan.FromSeconds(1)));

        Assert.Single(_registry.Instances("paradyze.test"));
        Assert.Single(_registry.Registrations.Select(r => r.Generation).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Heartbeat_Superseded_StopsAndLogsAndLeavesTheOtherAlone()
    {
        await StartAsync();
        _registry.Supersedes = _ => true;
        await Eventually.TrueAsync(() => Logged("Superseded"), () => _client.Time.Advance(TimeSpan.FromSeconds(1)));
        var beats = _registry.Heartbeats.Count;

        _client.Time.Advance(TimeSpan.FromMinutes(5));
        await StopAsync();

        Assert.Equal(beats, _registry.Heartbeats.Count);
        Assert.Empty(_registry.Unregistrations);
    }

    [Fact]
    public async Task Started_RegistryAway_StartIsNotHeldUpAndItRegistersLater()
    {
        await _registry.StopAsync();
        await StartAsync(isRegistered: false);
        await Eventually.TrueAsync(() => Logged("RegistrationFailed"));
        await _registry.StartAsync();

        await Eventually.TrueAsync(() => _registry.Registrations.Count == 1, () => _client.Time.Advance(TimeSpan.FromMilliseconds(100)));

        Assert.Single(_registry.Instances("paradyze.test"));
    }

    [Fact]
    public async Task Started_RegistryAwayForLong_LogsOnce()
    {
        await _registry.StopAsync();
        await StartAsync(isRegistered: false);
        var attempts = _client.Get<RegistryConnection>();
        await Eventually.TrueAsync(() => attempts.Outage is not null);
        var first = attempts.Outage;

        await Eventually.TrueAsync(
            () => attempts.Outage!.SeenAt - first!.SeenAt > TimeSpan.FromSeconds(30), () => _client.Time.Advance(TimeSpan.FromSeconds(1)));

        Assert.Single(_client.Logs.GetSnapshot(), l => l.Id.Name == "RegistrationFailed");
    }

    [Fact]
    public async Task Stopping_RemovesTheInstanceWithItsGeneration()
    {
        await StartAsync();

        await StopAsync();

        Assert.Empty(_registry.Instances("paradyze.test"));
        Assert.Equal(_registry.Registrations.Single().Generation, _registry.Unregistrations.Single().Generation);
        Assert.True(Logged("Deregistered"));
    }

    [Fact]
    public async Task Stopping_RegistryAway_LogsAndEnds()
    {
        await StartAsync();
        await _registry.StopAsync();

        await StopAsync();

        Assert.True(Logged("NotDeregistered"));
    }

    [Fact]
    public async Task Stopping_RegistryDoesNotAnswer_EndsAfterTwoSeconds()
    {
        await StartAsync();
        using var hold = _registry.Hold();
        var stop = StopAsync();
        await Eventually.TrueAsync(() => _registry.Requests("POST /unregister") == 1);

        _client.Time.Advance(TimeSpan.FromSeconds(2));

        await stop;
        Assert.True(Logged("NotDeregistered"));
    }

    [Fact]
    public async Task Stopping_HeartbeatHangs_InstanceIsRemovedAllTheSame()
    {
        await StartAsync();
        var hold = _registry.Hold();
        await Eventually.TrueAsync(
            () => _registry.Requests("POST " + RegistryRoutes.Heartbeats) == 1, () => _client.Time.Advance(TimeSpan.FromSeconds(1)));
        var stop = StopAsync();

        await Eventually.TrueAsync(
            () => _registry.Requests("POST /unregister") == 1, () => _client.Time.Advance(TimeSpan.FromMilliseconds(20)));
        hold.Dispose();
        await stop;

        Assert.Empty(_registry.Instances("paradyze.test"));
    }

    [Fact]
    public async Task Dispose_NotStoppedBefore_LoopEnds()
    {
        var third = TimeSpan.FromSeconds(10);
        await StartAsync();
        await _client.Time.WaitedForAsync(third);

        await _client.DisposeAsync();

        await Eventually.TrueAsync(() => !_client.Time.IsWaitedFor(third));
    }

    [Fact]
    public async Task Started_NoAddress_SaysSoAndRegistersNothing()
    {
        _addresses.Set();

        await StartAsync(isRegistered: false);
        await Eventually.TrueAsync(() => Logged("NoAddress"));

        Assert.Equal(0, _registry.TotalRequests);
    }

    [Fact]
    public async Task Started_Disabled_DoesNothing()
    {
        _client.Settings["ServiceDiscovery:SelfRegistration:Enabled"] = "false";

        await StartAsync(isRegistered: false);
        await StopAsync();

        Assert.Equal(0, _registry.TotalRequests);
    }

    private ClientFixture Create(string environment)
    {
        var client = new ClientFixture(_registry, environment);
        client.Services.AddSingleton<IListeningAddresses>(_addresses);
        client.Services.AddSingleton<DebuggerAttached>(static () => false);
        client.Services.AddParadyzeSelfRegistration();
        return client;
    }

    private static IHostedLifecycleService Service(ClientFixture client) =>
        client.Get<IEnumerable<IHostedService>>().OfType<IHostedLifecycleService>().Single();

    /// <summary>Starts the process and, unless it is not to register, waits until it knows that it is registered.</summary>
    private async Task StartAsync(ClientFixture? client = null, bool isRegistered = true)
    {
        client ??= _client;
        await Service(client).StartedAsync(Cancel);
        if (isRegistered) await Eventually.TrueAsync(() => client.Logs.GetSnapshot().Any(l => l.Id.Name == "Registered"));
    }

    private Task StopAsync() => Service(_client).StoppingAsync(Cancel);

    private bool Logged(string name) => _client.Logs.GetSnapshot().Any(l => l.Id.Name == name);

    private sealed class Addresses(params string[] addresses) : IListeningAddresses
    {
        private string[] _addresses = addresses;

        public void Set(params string[] addresses) => _addresses = addresses;

        public IReadOnlyCollection<string> Read() => _addresses;
    }
}
