using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Paradyze.Discovery.Client.Tests;

public sealed class TelemetryTests : ClientTest
{
    [Fact]
    public async Task Resolutions_FoundAndNot_AreCountedByOutcome()
    {
        using var collector = Collect<long>("paradyze.discovery.resolutions");
        Registry.Put("orders", "o1", "http://a.test");
        Registry.Put("down", "d1", "http://a.test", InstanceStatus.Unhealthy);
        Client.Variables["PRODUCTS_URL"] = "http://a.test";

        await Client.ResolveUrlAsync("orders");
        await Client.ResolveUrlAsync("orders");
        await Client.ResolveUrlAsync("products");
        await Assert.ThrowsAsync<ServiceNotServingException>(() => Client.ResolveUrlAsync("down"));
        await Assert.ThrowsAsync<ServiceNotFoundException>(() => Client.ResolveUrlAsync("nobody"));
        await Assert.ThrowsAsync<EndpointNotFoundException>(
            async () => await Client.Resolver.ResolveAsync(new EndpointQuery("orders") { Scheme = SchemeRule.HttpsOnly }, Cancel));

        Assert.Equal(
            ["orders registry", "orders registry", "products environment", "down none-serving", "nobody not-found", "orders endpoint-not-found"],
            collector.GetMeasurementSnapshot().Select(m =>
                $"{m.Tags["paradyze.discovery.service"]} {m.Tags.GetValueOrDefault("paradyze.discovery.source") ?? m.Tags["error.type"]}"));
    }

    [Fact]
    public async Task RegistryRequests_AnsweredAndNot_AreMeasuredInSeconds()
    {
        using var collector = Collect<double>("paradyze.discovery.registry.request.duration");
        await Assert.ThrowsAsync<ServiceNotFoundException>(() => Client.ResolveUrlAsync("orders"));
        using (Registry.Hold())
        {
            var listing = Client.Client.ListServicesAsync(cancellationToken: Cancel);
            await Eventually.TrueAsync(() => Registry.Requests("GET /services") == 1);
            Client.Time.Advance(TimeSpan.FromSeconds(2));
            var error = await Assert.ThrowsAsync<RegistryException>(() => listing);
            Assert.Equal($"{Registry.Url}/ did not answer within 2 s", error.Message);
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
        Registry.Put("orders", "o1", service.Url);
        Client.Services.AddHttpClient("").AddParadyzeDiscovery();
        using var parent = new Activity("test").Start();
        using var spans = new Spans(parent.TraceId);

        await Client.Get<IHttpClientFactory>().CreateClient().GetStringAsync("http://orders/x", Cancel);

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
        Registry.Put("orders", "o1", "http://a.test", InstanceStatus.Unhealthy);
        Client.Services.AddHttpClient("").AddParadyzeDiscovery();
        using var parent = new Activity("test").Start();
        using var spans = new Spans(parent.TraceId);

        await Assert.ThrowsAsync<HttpRequestException>(() => Client.Get<IHttpClientFactory>().CreateClient().GetStringAsync("http://orders/x", Cancel));

        var span = Assert.Single(spans.Ended);
        Assert.Equal((ActivityStatusCode.Error, "ServiceNotServingException"), (span.Status, span.GetTagItem("error.type")));
    }

    private MetricCollector<T> Collect<T>(string instrument)
        where T : struct =>
        new(Client.Get<IMeterFactory>(), DiscoveryTelemetry.Name, instrument);

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
