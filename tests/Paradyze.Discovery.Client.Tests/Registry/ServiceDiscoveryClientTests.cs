using System.Net;
using System.Text.Json;

namespace Paradyze.Discovery.Client.Tests;

public sealed class ServiceDiscoveryClientTests : IAsyncLifetime
{
    private FakeRegistry _registry = null!;
    private ClientFixture _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _registry = await FakeRegistry.StartNewAsync();
        _client = new ClientFixture(_registry);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _registry.DisposeAsync();
    }

    [Fact]
    public async Task FourCalls_OneAfterTheOther_ServiceComesAndGoes()
    {
        var registered = await _client.Client.RegisterServiceAsync(
            "orders", "http://a.test:8080", new { Version = "1.4.2", Endpoints = new { Api = "/api/v1" } }, Cancel);
        var url = await _client.Client.GetServiceUrlAsync("orders", Cancel);
        var listed = await _client.Client.ListServicesAsync(cancellationToken: Cancel);
        var removed = await _client.Client.UnregisterServiceAsync("orders", Cancel);
        var left = await _client.Client.ListServicesAsync(cancellationToken: Cancel);

        Assert.Equal("""{"version":"1.4.2","endpoints":{"api":"/api/v1"}}""", registered.Metadata.ToString());
        Assert.Equal("http://a.test:8080/", url.ToString());
        Assert.Equal("orders", Assert.Single(listed).ServiceName);
        Assert.Equal(registered.InstanceId, Assert.Single(removed).InstanceId);
        Assert.Empty(left);
    }

    [Fact]
    public async Task RegisterServiceAsync_RawMetadata_IsSentAsItIs()
    {
        const string Raw = """{"b":1.50,"a":null,"Ünï":[1,{}]}""";

        var fromText = await _client.Client.RegisterServiceAsync("orders", "http://a.test", RawJson.Parse(Raw), Cancel);
        var fromElement = await _client.Client.RegisterServiceAsync("orders", "http://a.test", JsonElement.Parse(Raw), Cancel);

        Assert.Equal((Raw, Raw), (fromText.Metadata.ToString(), fromElement.Metadata.ToString()));
    }

    [Fact]
    public async Task RegisterServiceAsync_Refused_ErrorShowsEveryFault()
    {
        var error = await Assert.ThrowsAsync<RegistryException>(() => _client.Client.RegisterServiceAsync("orders", "nowhere", cancellationToken: Cancel));

        Assert.Equal($"{_registry.Url}/ answered 400 invalid-input: The input has 1 fault.\n- /url: It must be absolute.", error.Message);
        Assert.Equal((HttpStatusCode.BadRequest, ErrorCodes.InvalidInput), (error.StatusCode, error.Problem?.Code));
    }

    [Fact]
    public async Task RegisterServiceAsync_NoRegistry_ErrorNamesItAndTheReason()
    {
        await _registry.StopAsync();

        var error = await Assert.ThrowsAsync<RegistryException>(
            () => _client.Client.RegisterServiceAsync("orders", "http://a.test", cancellationToken: Cancel));

        Assert.StartsWith($"{_registry.Url}/ could not be reached: Connection refused", error.Message, StringComparison.Ordinal);
        Assert.Null(error.StatusCode);
    }

    [Fact]
    public async Task UnregisterServiceAsync_OneOfSeveralIsOurs_RemovesOurs()
    {
        _registry.Put("orders", "other", "http://b.test");
        var own = await _client.Client.RegisterServiceAsync("orders", "http://a.test", cancellationToken: Cancel);

        var removed = await _client.Client.UnregisterServiceAsync("orders", Cancel);

        Assert.Equal(own.InstanceId, Assert.Single(removed).InstanceId);
        Assert.Equal("other", Assert.Single(_registry.Instances("orders")).InstanceId);
    }

    [Fact]
    public async Task UnregisterServiceAsync_SeveralAndNoneOurs_IsRefused()
    {
        _registry.Put("orders", "o1", "http://a.test");
        _registry.Put("orders", "o2", "http://b.test");

        var error = await Assert.ThrowsAsync<RegistryException>(() => _client.Client.UnregisterServiceAsync("orders", Cancel));

        Assert.Equal(ErrorCodes.Ambiguous, error.Problem?.Code);
        Assert.Equal(2, (await _client.Client.UnregisterServiceAsync(new UnregistrationRequest { ServiceName = "orders", All = true }, Cancel)).Count);
    }

    [Fact]
    public async Task UnregisterServiceAsync_NothingThere_IsEmpty()
    {
        Assert.Empty(await _client.Client.UnregisterServiceAsync("orders", Cancel));
    }

    [Fact]
    public async Task ListServicesAsync_SeveralPages_FollowsTheLinks()
    {
        _registry.PageSize = 3;
        for (var i = 0; i < 10; i++)
        {
            _registry.Put($"service-{i}", "1", "http://a.test");
        }

        var all = await _client.Client.ListServicesAsync(cancellationToken: Cancel);
        var some = await _client.Client.ListServicesAsync("service-9", Cancel);

        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"service-{i}"), all.Select(s => s.ServiceName));
        Assert.Equal(5, _registry.Requests("GET /services"));
        Assert.Single(some);
    }
}
