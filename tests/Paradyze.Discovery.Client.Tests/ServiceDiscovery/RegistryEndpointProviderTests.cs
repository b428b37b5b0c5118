using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.ServiceDiscovery;

namespace Paradyze.Discovery.Client.Tests;

public sealed class RegistryEndpointProviderTests : ClientTest
{
    // Before ours, which must come first all the same.
    private protected override void Configure(ClientFixture client) => client.Services.AddServiceDiscovery();

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
        Client.Settings["Services:orders:http:0"] = "http://configuration.test";
        Registry.Put("orders", "o1", "http://a.test:8080/base");
        Registry.Put("orders", "o2", "http://b.test:8080");
        Registry.Put("orders", "o3", "http://c.test:8080", InstanceStatus.Unhealthy);

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
        Registry.Put("orders", "o1", "http://a.test:8080", endpoints: new() { ["https"] = "https://a.test:8443", ["admin"] = "http://a.test:9000" });

        Assert.Equal([expected], await EndpointsAsync(query));
    }

    [Fact]
    public async Task GetEndpoints_SchemeNotAllowed_IsLeftOut()
    {
        Client.Services.Configure<ServiceDiscoveryOptions>(static options =>
        {
            options.AllowAllSchemes = false;
            options.AllowedSchemes = ["https"];
        });
        Registry.Put("orders", "o1", "http://a.test:8080");
        Registry.Put("orders", "o2", "http://b.test:8080", endpoints: new() { ["https"] = "https://b.test:8443" });

        Assert.Equal(["https://b.test:8443/"], await EndpointsAsync("https+http://orders"));
    }

    [Theory]
    [InlineData("http://orders:8080")]
    [InlineData("https://api.example.com")]
    [InlineData("http://localhost")]
    public async Task GetEndpoints_NotAService_IsLeftToTheOtherProviders(string query)
    {
        await EndpointsAsync(query);

        Assert.Equal(0, Registry.TotalRequests);
    }

    [Fact]
    public async Task GetEndpoints_UnknownService_IsLeftToTheOtherProviders()
    {
        Assert.DoesNotContain("UriEndPoint", string.Join(' ', await EndpointsAsync("http://orders")), StringComparison.Ordinal);
        Assert.Equal(1, Registry.Requests("GET /v1/services/orders"));
    }

    [Fact]
    public async Task GetEndpoints_InstancesChange_ChangeIsSeenAtOnceThoughNobodyPolls()
    {
        Registry.Put("orders", "o1", "http://a.test");
        var resolver = Client.Get<ServiceEndpointResolver>();
        var before = await resolver.GetEndpointsAsync("http://orders", Cancel);
        Registry.Put("orders", "o1", "http://b.test");

        await Client.RefreshAsync();

        Assert.True(before.ChangeToken.HasChanged);
        await Eventually.TrueAsync(() =>
            resolver.GetEndpointsAsync("http://orders", Cancel).AsTask().GetAwaiter().GetResult().Endpoints is [{ EndPoint: UriEndPoint { Uri.Host: "b.test" } }]);
    }

    [Fact]
    public async Task GetEndpoints_RegistryGoesAwayAndComesBack_NeverThrows()
    {
        Registry.Put("orders", "o1", "http://a.test");
        await EndpointsAsync("http://orders");
        await Registry.StopAsync();
        await Client.RefreshAsync();
        var away = await EndpointsAsync("http://orders");
        await Registry.StartAsync();
        Registry.Put("orders", "o1", "http://a.test", InstanceStatus.OutOfService);
        await Client.RefreshAsync();

        Assert.Equal(["http://a.test/"], away);
        await Eventually.TrueAsync(() => !EndpointsAsync("http://orders").GetAwaiter().GetResult().Contains("http://a.test/", StringComparer.Ordinal));
    }

    [Fact]
    public async Task HttpClient_WithTheirHandler_ReachesTheInstance()
    {
        await using var service = await TestService.StartAsync("o1");
        Registry.Put("orders", "o1", service.Url);
        Client.Services.AddHttpClient("theirs").AddServiceDiscovery();

        var text = await Client.Get<IHttpClientFactory>().CreateClient("theirs").GetStringAsync("http://orders/x?q=1", Cancel);

        Assert.Equal($"o1 {service.Url}/x?q=1", text);
    }

    private async Task<string[]> EndpointsAsync(string query)
    {
        var source = await Client.Get<ServiceEndpointResolver>().GetEndpointsAsync(query, Cancel);
        return [.. source.Endpoints.Select(e => e.EndPoint is UriEndPoint url ? url.Uri.ToString() : e.ToString()!)];
    }
}
