using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Paradyze.AppHost.Tests;

/// <summary>What one command starts.</summary>
public sealed partial class SystemTests(SharedSystem shared) : IClassFixture<SharedSystem>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gateway_AnOrder_IsJoinedFromServicesThatFoundEachOther()
    {
        using var answer = await shared.System.Gateway.GetAsync("/orders/o-1003", Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("\"name\":\"Cast iron pan\"", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public void Registry_Data_IsWhereTheAppHostWasTold() =>
        Assert.NotEmpty(Directory.EnumerateFiles(shared.System.Data.Path, "registry.*"));

    [Fact]
    public async Task Gateway_ADevelopmentEnvironmentRuns_IsAtAnotherPort()
    {
        Assert.NotEqual(SharedSystem.DevelopmentRegistryPort, shared.System.Registry.Address.Port);
        Assert.NotEqual(SharedSystem.DevelopmentGatewayPort, shared.System.Gateway.BaseAddress!.Port);

        var welcome = await shared.System.Gateway.GetStringAsync("/", Cancellation);

        Assert.Contains($"curl {shared.System.Gateway.BaseAddress}orders\n", welcome, StringComparison.Ordinal);
    }

    [Fact]
    public void Environment_OfEachService_TellsOfTheRegistryAlone()
    {
        var services = shared.System.Services();

        Assert.Superset(
            new HashSet<string> { "gateway", "orders", "products", "restock" }, services.Select(service => service.Name).ToHashSet());
        Assert.All(services, service => Assert.DoesNotContain(service.Environment.Keys, AddressOfAService().IsMatch));
    }

    [Fact]
    public async Task Trace_OfACallThroughTheGateway_SpansEveryServiceOnItsWay()
    {
        var traceId = RandomNumberGenerator.GetHexString(32, lowercase: true);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/orders/o-1001");
        request.Headers.Add("traceparent", $"00-{traceId}-00f067aa0ba902b7-01");

        using var answer = await shared.System.Gateway.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        string[] expected = ["gateway GET /orders/{**rest}", "orders GET /orders/{id}", "products GET /products/"];
        await Eventually.IsTrueAsync(() => Served().SequenceEqual(expected), () => $"the trace has {string.Join(", ", Served())}");

        IEnumerable<string> Served() => shared.Telemetry.Spans
            .Where(span => span.TraceId == traceId && span.IsServer)
            .Select(span => $"{span.Service} {span.Name}")
            .Order(StringComparer.Ordinal);
    }

    // What either engine would set for a reference (services__orders__http__0, ORDERS_HTTP), and what the client looks for (ORDERS_URL).
    [GeneratedRegex("^(services__|(gateway|orders|products|notifications)_)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AddressOfAService();
}
