using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Paradyze.Discovery.Client.Tests;

public sealed class DiscoveryHandlerTests : IAsyncLifetime
{
    private FakeRegistry _registry = null!;
    private ClientFixture _client = null!;
    private TestService _service = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _registry = await FakeRegistry.StartNewAsync();
        _service = await TestService.StartAsync("o1");
        _client = new ClientFixture(_registry);
        _client.Services.ConfigureHttpClientDefaults(static defaults => defaults.AddParadyzeDiscovery());
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _service.DisposeAsync();
        await _registry.DisposeAsync();
    }

    [Fact]
    public async Task Send_ServiceName_GoesToTheInstanceWithPathQueryAndHost()
    {
        _registry.Put("orders", "o1", _service.Url);

        var text = await Http().GetStringAsync("http://orders/a%2Fb/c?q=%20x&y", Cancel);

        Assert.Equal($"o1 {_service.Url}/a%2Fb/c?q=%20x&y", text);
    }

    [Fact]
    public async Task Send_InstanceUnderAPath_PathIsAddedInFront()
    {
        _registry.Put("orders", "o1", _service.Url + "/base/");

        Assert.Equal($"o1 {_service.Url}/base/items", await Http().GetStringAsync("http://orders/items", Cancel));
    }

    [Fact]
    public void Send_Synchronously_GoesToTheInstance()
    {
        _registry.Put("orders", "o1", _service.Url);

        using var request = new HttpRequestMessage(HttpMethod.Get, "http://orders/items");
        using var response = Http().Send(request, Cancel);
        using var reader = new StreamReader(response.Content.ReadAsStream(Cancel));

        Assert.Equal($"o1 {_service.Url}/items", reader.ReadToEnd());
    }

    [Fact]
    public async Task Send_NotAService_PassesUnaskedAndUntouched()
    {
        Assert.Equal($"o1 {_service.Url}/x", await Http().GetStringAsync(_service.Url + "/x", Cancel));
        Assert.Equal($"o1 http://localhost:{_service.Port}/x", await Http().GetStringAsync($"http://localhost:{_service.Port}/x", Cancel));
        Assert.Equal(0, _registry.TotalRequests);
    }

    [Fact]
    public async Task Send_DottedName_NeedsTheClientsOptIn()
    {
        _registry.Put("eu.orders", "o1", _service.Url);
        _client.Services.AddHttpClient("dotted").AddParadyzeDiscovery(static options => options.AllowDottedNames = true);
        AddDnsClient(static _ => "dns");

        Assert.Equal($"o1 {_service.Url}/x", await Http("dotted").GetStringAsync("http://eu.orders/x", Cancel));
        Assert.Equal("dns", await Http("dns").GetStringAsync("http://eu.orders/x", Cancel));
    }

    [Fact]
    public async Task Send_NamedEndpoint_GoesThere()
    {
        await using var admin = await TestService.StartAsync("admin");
        _registry.Put("orders", "o1", _service.Url, endpoints: new() { ["admin"] = admin.Url });

        Assert.Equal($"admin {admin.Url}/x", await Http().GetStringAsync("http://_admin.orders/x", Cancel));
    }

    [Fact]
    public async Task Send_HttpsPreferred_TakesHttpWhereThereIsNoHttps()
    {
        _registry.Put("orders", "o1", _service.Url);

        Assert.Equal($"o1 {_service.Url}/x", await Http().GetStringAsync("https+http://orders/x", Cancel));
    }

    [Fact]
    public async Task Send_HttpsToAServiceWithoutIt_ErrorSaysSo()
    {
        _registry.Put("orders", "o1", _service.Url);

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => Http().GetStringAsync("https://orders/x", Cancel));

        Assert.Equal(
            $"The service 'orders' has no https url: it has no named endpoints (registry: {_registry.Url}/ has 1 instance). "
            + "Register the instances with an endpoint 'https', or call http://orders where plain text will do.",
            error.Message);
        Assert.IsType<EndpointNotFoundException>(error.InnerException);
    }

    [Fact]
    public async Task Send_EndpointThatNobodyHas_ErrorNamesThoseThereAre()
    {
        _registry.Put("orders", "o1", _service.Url, endpoints: new() { ["metrics"] = "http://a.test", ["admin"] = "http://a.test" });

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => Http().GetStringAsync("http://_debug.orders/x", Cancel));

        Assert.Equal(
            $"The service 'orders' has no endpoint 'debug': its named endpoints are admin, metrics (registry: {_registry.Url}/ has 1 instance). "
            + "Register the instances with an endpoint 'debug', or ask for one that they have.",
            error.Message);
    }

    [Fact]
    public async Task Send_NoneServing_FailsWithoutAskingDns()
    {
        _registry.Put("orders", "o1", _service.Url, InstanceStatus.Draining);

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => Http().GetStringAsync("http://orders/x", Cancel));

        Assert.Equal(HttpRequestError.NameResolutionError, error.HttpRequestError);
        Assert.IsType<ServiceNotServingException>(error.InnerException);
    }

    [Fact]
    public async Task Send_UnknownName_GoesToDnsUnchangedAndTheFailureListsTheSources()
    {
        Uri? sent = null;
        AddDnsClient(request =>
        {
            sent = request.RequestUri;
            throw new HttpRequestException(HttpRequestError.NameResolutionError, "Name or service not known (orders:80)");
        });

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => Http("dns").GetStringAsync("http://orders/x", Cancel));

        Assert.Equal("http://orders/x", sent?.ToString());
        Assert.Equal(HttpRequestError.NameResolutionError, error.HttpRequestError);
        Assert.Equal(
            $"""
            No source knows the service 'orders'. Asked, in this order:
            - override: ServiceDiscovery:Overrides:orders is not set
            - registry: {_registry.Url}/ does not know 'orders'
            - environment: ORDERS_URL is not set
            - configuration: Services:orders is not set
            - local default: ServiceDiscovery:LocalDefaults:orders is not set
            - DNS, since no source knew it: orders: Name or service not known (orders:80)
            Start 'orders' so that it registers itself, or set one of the above.
            """,
            error.Message);
        Assert.IsType<ServiceNotFoundException>(error.InnerException);
    }

    [Fact]
    public async Task Send_UnknownNameThatDnsKnows_IsAnswered()
    {
        AddDnsClient(static request => $"from {request.RequestUri}");

        Assert.Equal("from http://redis/x", await Http("dns").GetStringAsync("http://redis/x", Cancel));
    }

    [Fact]
    public async Task Send_ReservedName_IsNotAsked()
    {
        AddDnsClient(static _ => "dns");

        Assert.Equal("dns", await Http("dns").GetStringAsync("http://service-registry/x", Cancel));
        Assert.Equal(0, _registry.TotalRequests);
    }

    [Fact]
    public async Task Send_RetryOutside_GoesToTheOtherInstanceAndKeepsTheName()
    {
        await using var failing = await TestService.StartAsync("o2", static context => context.Response.StatusCode = 503);
        _registry.Put("orders", "o1", _service.Url);
        _registry.Put("orders", "o2", failing.Url);
        _client.Services.TryAddTransient<RetryOnceHandler>();
        _client.Services.AddHttpClient("retry").AddHttpMessageHandler<RetryOnceHandler>(); // after the defaults, and still outside

        var http = Http("retry");
        for (var i = 0; i < 20; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "http://orders/x");
            using var response = await http.SendAsync(request, Cancel);

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("http://orders/x", request.RequestUri!.ToString());
            Assert.True(request.Options.TryGetValue(ResolvedEndpoint.RequestKey, out var endpoint));
            Assert.Equal("o1", endpoint.Instance!.InstanceId);
        }
    }

    [Fact]
    public void Send_AddedTwice_OneHandlerStandsNextToThePrimary()
    {
        _client.Services.AddHttpClient("twice").AddParadyzeDiscovery().AddParadyzeDiscovery();
        var handlers = new List<HttpMessageHandler>();
        HttpMessageHandler? handler = _client.Get<IHttpMessageHandlerFactory>().CreateHandler("twice");
        for (; handler is DelegatingHandler delegating; handler = delegating.InnerHandler)
        {
            handlers.Add(delegating);
        }

        Assert.Single(handlers.OfType<DiscoveryHandler>());
        Assert.True(Assert.IsType<SocketsHttpHandler>(handler).Properties["__GrpcLoadBalancingDisabled"] is true);
    }

    /// <summary>A client behind whose handler stands what the network would answer to names that are no services.</summary>
    private void AddDnsClient(Func<HttpRequestMessage, string> answer) =>
        _client.Services.AddHttpClient("dns").ConfigurePrimaryHttpMessageHandler(
            () => new StubHandler(request => new HttpResponseMessage { Content = new StringContent(answer(request)) }));

    private HttpClient Http(string name = "") => _client.Get<IHttpClientFactory>().CreateClient(name);

    private sealed class RetryOnceHandler : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode) return response;
            response.Dispose();
            return await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class StubHandler(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answer(request));
    }
}
