using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.ServiceDiscovery;

namespace Paradyze.Discovery.Client.Tests;

public sealed class RegistryEndpointProviderTests : IAsyncLifetime
{
    private FakeRegistry _registry = null!;
    private ClientFixture _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _registry = await FakeRegistry.StartNewAsync();
        _client = new ClientFixture(_registry);
        _client.Services.AddServiceDiscovery(); // before ours, which must come first all the same
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _registry.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AddParadyzeDiscovery_BeforeOrAfterTheirs_OursIsFirst(bool isFirst)
    {
        ServiceCollection services = [];
        if (isFirst) services.AddParadyzeDiscovery();
        services.AddServiceDiscovery();
        services.AddParadyzeDiscovery().AddParadyzeDiscovery();

        var providers = services.Where(s => s.ServiceType == typeof(IServiceEndpointProviderFactory)).Select(s => s.ImplementationType).ToArray();

        Assert.Equal(typeof(RegistryEndpointProviderFactory), providers[0]);
        Assert.Single(providers, p => p == typeof(RegistryEndpointProviderFactory));
        Assert.True(providers.Length > 1);
    }

    [Fact]
    public async Task GetEndpoints_RegisteredService_AllInstancesAsUrls()
    {
        _client.Settings["Services:orders:http:0"] = "http://configuration.test";
        _registry.Put("orders", "o1", "http://a.test:8080/base");
        _registry.Put("orders", "o2", "http://b.test:8080");
        _registry.Put("orders", "o3", "http://c.test:8080", InstanceStatus.Unhealthy);

        Assert.Equal(["http://a.test:8080/base", "http://b.test:8080/"], await EndpointsAsync("http://orders"));
    }

    [Theory]
    [InlineData("https://orders", "https://a.test:8443/")]
    [InlineData("https+http://orders", "https://a.test:8443/")]
    [InlineData("http://orders", "http://a.test:8080/")]
    [InlineData("orders", "http://a.test:8080/")]
    [InlineData("http://_admin.orders", "http://a.test:9000/")]
    public async Task GetEndpoints_SchemeOrName_ChoosesTheEndpoint(string query, string expected)
    {
        _registry.Put("orders", "o1", "http://a.test:8080", endpoints: new() { ["https"] = "https://a.test:8443", ["admin"] = "http://a.test:9000" });

        Assert.Equal([expected], await EndpointsAsync(query));
    }

    [Fact]
    public async Task GetEndpoints_SchemeNotAllowed_IsLeftOut()
    {
        _client.Services.Configure<ServiceDiscoveryOptions>(static options =>
        {
            options.AllowAllSchemes = false;
            options.AllowedSchemes = ["https"];
        });
        _registry.Put("orders", "o1", "http://a.test:8080");
        _registry.Put("orders", "o2", "http://b.test:8080", endpoints: new() { ["https"] = "https://b.test:8443" });

        Assert.Equal(["https://b.test:8443/"], await EndpointsAsync("https+http://orders"));
    }

    [Theory]
    [InlineData("http://orders:8080")]
    [InlineData("https://api.example.com")]
    [InlineData("http://localhost")]
    public async Task GetEndpoints_NotAService_IsLeftToTheOtherProviders(string query)
    {
        await EndpointsAsync(query);

        Assert.Equal(0, _registry.TotalRequests);
    }

    [Fact]
    public async Task GetEndpoints_UnknownService_IsLeftToTheOtherProviders()
    {
        Assert.DoesNotContain("UriEndPoint", string.Join(' ', await EndpointsAsync("http://orders")), StringComparison.Ordinal);
        Assert.Equal(1, _registry.Requests("GET /v1/services/orders"));
    }

    [Fact]
    public async Task GetEndpoints_InstancesChange_ChangeIsSeenAtOnceThoughNobodyPolls()
    {
        _registry.Put("orders", "o1", "http://a.test");
        var resolver = _client.Get<ServiceEndpointResolver>();
        var before = await resolver.GetEndpointsAsync("http://orders", Cancel);
        _registry.Put("orders", "o1", "http://b.test");

        await _client.RefreshAsync();

        Assert.True(before.ChangeToken.HasChanged);
        await Eventually.TrueAsync(() =>
            resolver.GetEndpointsAsync("http://orders", Cancel).AsTask().GetAwaiter().GetResult().Endpoints is [{ EndPoint: UriEndPoint { Uri.Host: "b.test" } }]);
    }

    [Fact]
    public async Task GetEndpoints_RegistryGoesAwayAndComesBack_NeverThrows()
    {
        _registry.Put("orders", "o1", "http://a.test");
        await EndpointsAsync("http://orders");
        await _registry.StopAsync();
        await _client.RefreshAsync();
        var away = await EndpointsAsync("http://orders");
        await _registry.StartAsync();
        _registry.Put("orders", "o1", "http://a.test", InstanceStatus.OutOfService);
        await _client.RefreshAsync();

        Assert.Equal(["http://a.test/"], away);
        await Eventually.TrueAsync(() => !EndpointsAsync("http://orders").GetAwaiter().GetResult().Contains("http://a.test/", StringComparer.Ordinal));
    }

    [Fact]
    public async Task HttpClient_WithTheirHandler_ReachesTheInstance()
    {
        await using var service = await TestService.StartAsync("o1");
        _registry.Put("orders", "o1", service.Url);
        _client.Services.AddHttpClient("theirs").AddServiceDiscovery();

        var text = await _client.Get<IHttpClientFactory>().CreateClient("theirs").GetStringAsync("http://orders/x?q=1", Cancel);

        Assert.Equal($"o1 {service.Url}/x?q=1", text);
    }

    private async Task<string[]> EndpointsAsync(string query)
    {
        var source = await _client.Get<ServiceEndpointResolver>().GetEndpointsAsync(query, Cancel);
        return [.. source.Endpoints.Select(e => e.EndPoint is UriEndPoint url ? url.Uri.ToString() : e.ToString()!)];
    }
}
