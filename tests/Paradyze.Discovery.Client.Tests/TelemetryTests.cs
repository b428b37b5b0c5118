using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Paradyze.Discovery.Client.Tests;

public sealed class TelemetryTests : IAsyncLifetime
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
    public async Task Resolutions_FoundAndNot_AreCountedByOutcome()
    {
        using var collector = Collect<long>("paradyze.discovery.resolutions");
        _registry.Put("orders", "o1", "http://a.test");
        _registry.Put("down", "d1", "http://a.test", InstanceStatus.Unhealthy);
        _client.Variables["PRODUCTS_URL"] = "http://a.test";

        await _client.ResolveUrlAsync("orders");
        await _client.ResolveUrlAsync("orders");
        await _client.ResolveUrlAsync("products");
        await Assert.ThrowsAsync<ServiceNotServingException>(() => _client.ResolveUrlAsync("down"));
        await Assert.ThrowsAsync<ServiceNotFoundException>(() => _client.ResolveUrlAsync("nobody"));
        await Assert.ThrowsAsync<EndpointNotFoundException>(
            async () => await _client.Resolver.ResolveAsync(new EndpointQuery("orders") { Scheme = SchemeRule.HttpsOnly }, Cancel));

        Assert.Equal(
            ["orders registry", "orders registry", "products environment", "down none-serving", "nobody not-found", "orders endpoint-not-found"],
            collector.GetMeasurementSnapshot().Select(m =>
                $"{m.Tags["paradyze.discovery.service"]} {m.Tags.GetValueOrDefault("paradyze.discovery.source") ?? m.Tags["error.type"]}"));
    }

    [Fact]
    public async Task RegistryRequests_AnsweredAndNot_AreMeasuredInSeconds()
    {
        using var collector = Collect<double>("paradyze.discovery.registry.request.duration");
        await Assert.ThrowsAsync<ServiceNotFoundException>(() => _client.ResolveUrlAsync("orders"));
        using (_registry.Hold())
        {
            var listing = _client.Client.ListServicesAsync(cancellationToken: Cancel);
            await Eventually.TrueAsync(() => _registry.Requests("GET /services") == 1);
            _client.Time.Advance(TimeSpan.FromSeconds(2));
            var error = await Assert.ThrowsAsync<RegistryException>(() => listing);
            Assert.Equal($"{_registry.Url}/ did not answer within 2 s", error.Message);
        }

        var measured = collector.GetMeasurementSnapshot().Where(m => m.Tags["paradyze.discovery.operation"] is "list" || m.Tags.ContainsKey("http.response.status_code"));
        Assert.Equal(
            ["get 127.0.0.1 404 0", "list 127.0.0.1 timeout 2"],
            measured.Select(m => string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{m.Tags["paradyze.discovery.operation"]} {m.Tags["server.address"]} {m.Tags.GetValueOrDefault("http.response.status_code") ?? m.Tags["error.type"]} {m.Value}")));
    }

    [Fact]
    public async Task Handler_Resolution_IsASpanThatSaysWhoWasChosen()
    {
        await using var service = await TestService.StartAsync("o1");
        _registry.Put("orders", "o1", service.Url);
        _client.Services.AddHttpClient("").AddParadyzeDiscovery();
        using var parent = new Activity("test").Start();
        using var spans = new Spans(parent.TraceId);

        await _client.Get<IHttpClientFactory>().CreateClient().GetStringAsync("http://orders/x", Cancel);

        var span = Assert.Single(spans.Ended);
        Assert.Equal("resolve service", span.OperationName);
        Assert.Equal(
            [
                new("paradyze.discovery.service", "orders"),
                new("paradyze.discovery.source", "registry"),
                new("server.address", "127.0.0.1"),
                new("server.port", service.Port),
                new("paradyze.discovery.instance", "o1"),
            ],
            span.TagObjects);
    }

    [Fact]
    public async Task Handler_NoneServing_SpanHasTheError()
    {
        _registry.Put("orders", "o1", "http://a.test", InstanceStatus.Unhealthy);
        _client.Services.AddHttpClient("").AddParadyzeDiscovery();
        using var parent = new Activity("test").Start();
        using var spans = new Spans(parent.TraceId);

        await Assert.ThrowsAsync<HttpRequestException>(() => _client.Get<IHttpClientFactory>().CreateClient().GetStringAsync("http://orders/x", Cancel));

        var span = Assert.Single(spans.Ended);
        Assert.Equal((ActivityStatusCode.Error, "ServiceNotServingException"), (span.Status, span.GetTagItem("error.type")));
    }

    private MetricCollector<T> Collect<T>(string instrument)
        where T : struct =>
        new(_client.Get<IMeterFactory>(), DiscoveryTelemetry.Name, instrument);

    /// <summary>The client's spans of one trace; other tests have traces of their own.</summary>
    private sealed class Spans : IDisposable
    {
        private readonly ActivityListener _listener;

        public Spans(ActivityTraceId trace)
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = static source => source.Name == DiscoveryTelemetry.Name,
                Sample = (ref options) => options.Parent.TraceId == trace ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
                ActivityStopped = Ended.Add,
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public List<Activity> Ended { get; } = [];

        public void Dispose() => _listener.Dispose();
    }
}
