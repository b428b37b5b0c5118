namespace Paradyze.Discovery.Client.Tests;

public sealed class SourceOrderTests : IAsyncDisposable
{
    private readonly ClientFixture _client = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    [Theory]
    [InlineData("http://override.test/", ResolutionSource.Override)]
    [InlineData("http://registry.test/", ResolutionSource.Registry)]
    [InlineData("http://environment.test/", ResolutionSource.Environment)]
    [InlineData("http://configuration.test/", ResolutionSource.Configuration)]
    [InlineData("http://default.test/", ResolutionSource.LocalDefault)]
    public async Task ResolveAsync_SourcesFromOneOn_FirstOfThemAnswers(string url, ResolutionSource first)
    {
        await using var registry = await FakeRegistry.StartNewAsync();
        _client.Variables["SERVICE_REGISTRY_URL"] = registry.Url;
        if (first <= ResolutionSource.Override) _client.Settings["ServiceDiscovery:Overrides:orders"] = "http://override.test";
        if (first <= ResolutionSource.Registry) registry.Put("orders", "o1", "http://registry.test");
        if (first <= ResolutionSource.Environment) _client.Variables["ORDERS_URL"] = "http://environment.test";
        if (first <= ResolutionSource.Configuration) _client.Settings["Services:orders:http:0"] = "http://configuration.test";
        _client.Settings["ServiceDiscovery:LocalDefaults:orders"] = "http://default.test";

        var endpoint = await _client.Resolver.ResolveAsync("orders", Cancel);

        Assert.Equal((url, first), (endpoint.Url.ToString(), endpoint.Source));
    }

    [Fact]
    public async Task ResolveAsync_OverriddenName_RegistryIsNotAsked()
    {
        await using var registry = await FakeRegistry.StartNewAsync();
        _client.Variables["SERVICE_REGISTRY_URL"] = registry.Url;
        _client.Settings["ServiceDiscovery:Overrides:orders"] = "http://override.test";

        await _client.ResolveUrlAsync("ORDERS");
        await _client.RefreshAsync();

        Assert.Equal(0, registry.TotalRequests);
    }

    [Theory]
    [InlineData("orders", "ORDERS_URL")]
    [InlineData("order-items", "ORDER_ITEMS_URL")]
    [InlineData("eu.order-items", "EU_ORDER_ITEMS_URL")]
    public async Task ResolveAsync_EnvironmentVariable_NameIsUpperCaseWithUnderscores(string service, string variable)
    {
        _client.Variables[variable] = "http://environment.test";

        Assert.Equal("http://environment.test/", await _client.ResolveUrlAsync(service));
    }

    [Theory]
    [InlineData("Services:orders", "http://a.test", "http://a.test/")]
    [InlineData("Services:orders:http", "http://a.test", "http://a.test/")]
    [InlineData("Services:orders:http:0", "a.test:81", "http://a.test:81/")]
    [InlineData("Services:orders:HTTP:0", "a.test:81", "http://a.test:81/")]
    [InlineData("Services:orders:https:0", "https://a.test", "https://a.test/")]
    [InlineData("Services:orders:0", "http://a.test", "http://a.test/")]
    public async Task ResolveAsync_Configuration_EachFormIsRead(string key, string value, string expected)
    {
        _client.Settings[key] = value;

        Assert.Equal(expected, await _client.ResolveUrlAsync("orders"));
    }

    [Fact]
    public async Task ResolveAsync_ConfigurationWithSchemes_SchemeIsRespected()
    {
        _client.Settings["Services:orders:http:0"] = "http://a.test";
        _client.Settings["Services:orders:https:0"] = "https://a.test";
        _client.Settings["Services:orders:admin:0"] = "http://a.test:9000";

        Assert.Equal("http://a.test/", await UrlAsync(new EndpointQuery("orders")));
        Assert.Equal("https://a.test/", await UrlAsync(new EndpointQuery("orders") { Scheme = SchemeRule.HttpsOnly }));
        Assert.Equal("https://a.test/", await UrlAsync(new EndpointQuery("orders") { Scheme = SchemeRule.HttpsPreferred }));
        Assert.Equal("http://a.test:9000/", await UrlAsync(new EndpointQuery("orders") { EndpointName = "admin" }));
    }

    [Fact]
    public async Task ResolveAsync_NothingKnown_ErrorNamesEverySource()
    {
        await using var registry = await FakeRegistry.StartNewAsync();
        _client.Variables["SERVICE_REGISTRY_URL"] = registry.Url;

        var error = await Assert.ThrowsAsync<ServiceNotFoundException>(async () => await _client.ResolveUrlAsync("orders"));

        Assert.Equal("orders", error.ServiceName);
        Assert.Equal(
            $"""
            No source knows the service 'orders'. Asked, in this order:
            - override: ServiceDiscovery:Overrides:orders is not set
            - registry: {registry.Url}/ does not know 'orders'
            - environment: ORDERS_URL is not set
            - configuration: Services:orders is not set
            - local default: ServiceDiscovery:LocalDefaults:orders is not set
            Start 'orders' so that it registers itself, or set one of the above.
            """,
            error.Message);
    }

    [Fact]
    public async Task ResolveAsync_OutsideOfDevelopment_LocalDefaultIsNotUsed()
    {
        await using var client = new ClientFixture(environment: "Staging");
        client.Settings["ServiceDiscovery:LocalDefaults:orders"] = "http://localhost:5001";

        var error = await Assert.ThrowsAsync<ServiceNotFoundException>(async () => await client.ResolveUrlAsync("orders"));

        Assert.Contains("- local default: used only in environment Development, this is Staging\n", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not a url", "environment: ORDERS_URL is 'not a url': it must be an absolute http or https url without credentials, query or fragment")]
    [InlineData("ftp://a.test", "environment: ORDERS_URL is 'ftp://a.test': it must be an absolute http or https url without credentials, query or fragment")]
    public async Task ResolveAsync_MalformedVariable_ErrorShowsValueAndRule(string value, string said)
    {
        _client.Variables["ORDERS_URL"] = value;

        var error = await Assert.ThrowsAsync<ServiceNotFoundException>(async () => await _client.ResolveUrlAsync("orders"));

        Assert.Contains(error.Explanation.Sources, s => s.Said == said);
    }

    [Fact]
    public async Task ResolveAsync_NotAName_ThrowsTheRule()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(async () => await _client.ResolveUrlAsync("two words"));

        Assert.Equal($"'two words' is not a service name: it {ServiceName.Rule}. (Parameter 'serviceName')", error.Message);
    }

    [Fact]
    public async Task Explain_SeveralSourcesKnow_ShowsAllAndMarksTheUsedOne()
    {
        await using var registry = await FakeRegistry.StartNewAsync();
        _client.Variables["SERVICE_REGISTRY_URL"] = registry.Url;
        _client.Variables["ORDERS_URL"] = "http://environment.test";
        registry.Put("orders", "o1", "http://registry.test");
        await _client.ResolveUrlAsync("orders");

        Assert.Equal(
            $"""
            - override: ServiceDiscovery:Overrides:orders is not set
            - registry: {registry.Url}/ has 1 instance (used)
            - environment: ORDERS_URL is http://environment.test
            - configuration: Services:orders is not set
            - local default: ServiceDiscovery:LocalDefaults:orders is not set
            """,
            _client.Resolver.Explain("orders").ToString());
    }

    [Fact]
    public void Explain_NameNotInUse_RegistryHasNotBeenAsked()
    {
        Assert.Contains("- registry: has not been asked\n", _client.Resolver.Explain("orders").ToString(), StringComparison.Ordinal);
    }

    private async Task<string> UrlAsync(EndpointQuery query) => (await _client.Resolver.ResolveAsync(query, Cancel)).Url.ToString();
}
