using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Paradyze.ServiceDefaults.Tests;

public sealed class HealthEndpointTests
{
    private const string SelfOnly = """{"status":"healthy","checks":{"self":{"status":"healthy"}}}""";

    [Fact]
    public Task Health_NothingFails_AnswersHealthy() => AssertAnswerAsync("/health", _ => { }, HttpStatusCode.OK, SelfOnly);

    [Fact]
    public Task Health_ACheckIsUnhealthy_Answers503WithItsDescription() => AssertAnswerAsync(
        "/health",
        checks => checks.AddCheck("stock", () => HealthCheckResult.Unhealthy("data/products.json is not readable")),
        HttpStatusCode.ServiceUnavailable,
        """{"status":"unhealthy","checks":{"self":{"status":"healthy"},"stock":{"status":"unhealthy","description":"data/products.json is not readable"}}}""");

    [Fact]
    public Task Health_ACheckIsDegraded_Answers200() => AssertAnswerAsync(
        "/health",
        checks => checks.AddCheck("stock", () => HealthCheckResult.Degraded("slow")),
        HttpStatusCode.OK,
        """{"status":"degraded","checks":{"self":{"status":"healthy"},"stock":{"status":"degraded","description":"slow"}}}""");

    [Fact]
    public Task Health_ACheckThrows_KeepsTheExceptionInside() => AssertAnswerAsync(
        "/health",
        checks => checks.AddCheck("stock", () => throw new InvalidOperationException("the password is swordfish")),
        HttpStatusCode.ServiceUnavailable,
        """{"status":"unhealthy","checks":{"self":{"status":"healthy"},"stock":{"status":"unhealthy"}}}""");

    [Fact]
    public Task Alive_ACheckWithoutTheTagIsUnhealthy_AnswersHealthy() => AssertAnswerAsync(
        "/alive",
        checks => checks.AddCheck("stock", () => HealthCheckResult.Unhealthy()),
        HttpStatusCode.OK,
        SelfOnly);

    private static async Task AssertAnswerAsync(string path, Action<IHealthChecksBuilder> checks, HttpStatusCode status, string body)
    {
        var builder = TestHost.CreateBuilder();
        builder.AddDefaultHealthChecks();
        checks(builder.Services.AddHealthChecks());
        await using var app = builder.Build();
        app.MapDefaultEndpoints();
        using var http = await app.StartAndConnectAsync();

        using var response = await http.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(body, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
