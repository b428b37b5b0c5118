using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Tests.Api;
using Paradyze.Registry.Tests.Health.Asking;
using Paradyze.Testing;

namespace Paradyze.Registry.Tests.Health;

/// <summary>The whole way, from a registration over real probes of a real server to the answers.</summary>
public sealed class ProbingTests : IAsyncLifetime
{
    private readonly FakeLoggerProvider _logs = new();
    private readonly RegistryServer _server;
    private readonly HttpClient _client;
    private readonly RawServer _probed;
    private volatile string _answer = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret";

    public ProbingTests()
    {
        _server = new RegistryServer(configure: services => services.AddLogging(logging => logging.AddProvider(_logs).AddFilter(null, LogLevel.Information)), isProbing: true);
        _client = _server.CreateClient();
        _probed = new RawServer(async (stream, token) =>
        {
            await RawServer.ReadHeadAsync(stream, token);
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(_answer), token);
        });
    }

    private string Url => $"http://127.0.0.1:{_probed.Port}";

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        await _probed.DisposeAsync();
    }

    /// <summary>Waits until an instance has a status, as far as that takes time with time itself.</summary>
    private Task<JsonElement> UntilAsync(string id, string status, TimeSpan step = default) => UntilAsync(
        async () =>
        {
            var details = await _client.ReadAsync("/v1/services/orders");
            var found = details.Json.GetProperty("instances").EnumerateArray().Single(instance => instance.GetProperty("instanceId").GetString() == id);
            return found.GetProperty("status").GetString() == status ? found : null;
        },
        step);

    private async Task<JsonElement> UntilAsync(Func<Task<JsonElement?>> look, TimeSpan step)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        var catalog = _server.Services.GetRequiredService<ServiceCatalog>();
        while (true)
        {
            var current = catalog.Current;
            if (await look() is { } found) return found;
            _server.Time.Advance(step);
            using var soon = CancellationTokenSource.CreateLinkedTokenSource(patience.Token);
            soon.CancelAfter(TimeSpan.FromMilliseconds(50));
            try
            {
                await catalog.WaitForAsync(current.Revision + 1, soon.Token);
            }
            catch (OperationCanceledException) when (!patience.IsCancellationRequested)
            {
                // Not yet.
            }
        }
    }

    [Fact]
    public async Task Register_WithoutLease_IsUpByItsProbeWithoutTimePassing()
    {
        var registered = await _client.SendJsonAsync("/register", $$"""{"serviceName":"orders","instanceId":"a","url":"{{Url}}","health":"{{Url}}/health"}""");
        Assert.Equal("starting", registered.Json.GetProperty("status").GetString());
        Assert.Equal("probe passing", (await UntilAsync("a", "up")).GetProperty("statusReason").GetString());

        var answer = await _client.ReadAsync("/v1/services/orders/instances/a/checks");
        Assert.Equal((200, "application/json"), (answer.Status, answer.MediaType));
        Assert.Equal(
            $$"""
            {"serviceName":"orders","instanceId":"a","verdict":"passing","reason":"probe passing",
            "checks":[{"check":"GET {{Url}}/health","type":"http","verdict":"passing","next":"NEXT","interval":"10s","timeout":"2s","failuresBeforeCritical":3,"successesBeforeUp":1,"deregisterAfter":"5m"}],
            "results":[{"at":"2026-11-24T09:00:00.000Z","check":"GET {{Url}}/health","outcome":"passed","detail":"answered 200","durationMs":0}]}
            """.ReplaceLineEndings(""),
            answer.Body.Replace(answer.Json.GetProperty("checks")[0].GetProperty("next").GetString()!, "NEXT", StringComparison.Ordinal));
        Assert.DoesNotContain("secret", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failing_Endpoint_IsUnhealthyLoggedAndMeasured()
    {
        var meters = _server.Services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>();
        using var duration = new MetricCollector<double>(meters, RegistryMeter.Name, "paradyze.registry.probe.duration");
        using var delay = new MetricCollector<double>(meters, RegistryMeter.Name, "paradyze.registry.probe.delay");
        using var failures = new MetricCollector<long>(meters, RegistryMeter.Name, "paradyze.registry.probe.failures");
        _answer = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n";
        await _client.PutJsonAsync(
            "/v1/services/orders/instances/b", $$"""{"url":"{{Url}}","leaseSeconds":3600,"checks":[{"type":"http","url":"/healthz","failuresBeforeCritical":1}]}""");

        var reason = $"probe failing: GET {Url}/healthz answered 503";
        Assert.Equal(reason, (await UntilAsync("b", "unhealthy")).GetProperty("statusReason").GetString());
        Assert.Equal(503, (await _client.ReadAsync("/services/orders")).Status);
        var log = Assert.Single(_logs.Collector.GetSnapshot(), record => record.Id.Id is >= 1801 and <= 1899);
        Assert.Equal((1802, LogLevel.Information, $"b of orders is critical: {reason}"), (log.Id.Id, log.Level, log.Message));
        var measured = duration.LastMeasurement!;
        Assert.Equal(("s", "http", "503"), (duration.Instrument!.Unit, measured.Tags["paradyze.check.type"], measured.Tags["error.type"]));
        Assert.Equal((1L, "503"), (failures.LastMeasurement!.Value, failures.LastMeasurement.Tags["error.type"]));
        Assert.Equal("s", delay.Instrument!.Unit);

        _answer = "HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n";
        Assert.Equal("probe passing", (await UntilAsync("b", "up", step: TimeSpan.FromMilliseconds(500))).GetProperty("statusReason").GetString());
    }

    [Fact]
    public async Task Checks_OfAnInstanceThatIsNotProbed_AreNone()
    {
        await _client.PutJsonAsync("/v1/services/orders/instances/a", $$"""{"url":"{{Url}}","leaseSeconds":60}""");
        Assert.Equal("""{"serviceName":"orders","instanceId":"a","checks":[],"results":[]}""", (await _client.ReadAsync("/v1/services/orders/instances/a/checks")).Body);
    }

    [Fact]
    public async Task Checks_HealthElsewhere_SaysWhatIsProbedInstead()
    {
        await _client.PutJsonAsync("/v1/services/orders/instances/a", $$"""{"url":"{{Url}}","health":"http://other:1/health"}""");
        var answer = await _client.ReadAsync("/v1/services/orders/instances/a/checks");
        Assert.Equal(
            "'health' is on the host 'other', and only the host of the instance's own url, '127.0.0.1', is probed: a connection to the url is tried instead.",
            answer.Json.GetProperty("note").GetString());
        Assert.Equal($"TCP 127.0.0.1:{_probed.Port}", answer.Json.GetProperty("checks")[0].GetProperty("check").GetString());
    }

    [Fact]
    public async Task Checks_OfAnInstanceThatItsProbesRemoved_SaySinceWhen()
    {
        _answer = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n";
        await _client.PutJsonAsync(
            "/v1/services/orders/instances/a",
            $$"""{"url":"{{Url}}","checks":[{"type":"http","interval":"1s","timeout":"1s","failuresBeforeCritical":1,"deregisterAfter":"1s"}]}""");
        var departed = await UntilAsync(
            async () =>
            {
                var answer = await _client.ReadAsync("/v1/services/Orders/instances/a/checks");
                return answer.Json.TryGetProperty("departedAt", out _) ? answer.Json : null;
            },
            TimeSpan.FromMilliseconds(500));
        Assert.Equal(("orders", $"GET {Url}"), (departed.GetProperty("serviceName").GetString(), departed.GetProperty("checks")[0].GetProperty("check").GetString()));
        Assert.Equal("unknown-service", (await _client.ReadAsync("/v1/services/orders")).Code);
    }

    [Theory]
    [InlineData("/v1/services/nobody/instances/a/checks", "unknown-service")]
    [InlineData("/v1/services/orders/instances/b/checks", "unknown-instance")]
    public async Task Checks_Unknown_Are404(string path, string code)
    {
        await _client.PutJsonAsync("/v1/services/orders/instances/a", $$"""{"url":"{{Url}}","leaseSeconds":60}""");
        var answer = await _client.ReadAsync(path);
        Assert.Equal((404, code), (answer.Status, answer.Code));
    }
}
