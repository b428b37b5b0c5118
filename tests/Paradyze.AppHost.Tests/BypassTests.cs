using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;

namespace Paradyze.AppHost.Tests;

/// <summary>Discovery is the only way: without it, no service finds another.</summary>
public sealed partial class BypassTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_NobodyIsRegistered_FailsWithEverySourceThatWasTried()
    {
        await using var system = await RunningSystem.StartAsync("--SelfRegistration=false");

        await AssertNowhereAsync(system, system.Gateway, "/orders", "orders");
        await AssertNowhereAsync(system, system.Gateway, "/orders/o-1001", "orders");
        await AssertNowhereAsync(system, system.Gateway, "/products", "products");
        using var orders = new HttpClient { BaseAddress = new($"http://localhost:{system.Services().First(service => service.Name == "orders").Port}") };
        await AssertNowhereAsync(system, orders, "/orders/o-1001", "products");
    }

    private static async Task AssertNowhereAsync(RunningSystem system, HttpClient caller, string path, string service)
    {
        // A first call waits for the registry no longer than a second, which is little on a busy machine.
        var detail = "";
        await Eventually.IsTrueAsync(
            async () => !(detail = await DetailAsync(caller, path)).Contains("registry: cannot be asked", StringComparison.Ordinal),
            () => detail);

        Assert.Equal(
            $"""
            No source knows the service '{service}'. Asked, in this order:
            - override: ServiceDiscovery:Overrides:{service} is not set
            - registry: {system.Registry.Address} does not know '{service}'
            - environment: {service.ToUpperInvariant()}_URL is not set
            - configuration: Services:{service} is not set
            - local default: ServiceDiscovery:LocalDefaults:{service} is not set
            - DNS
            Start '{service}' so that it registers itself, or set one of the above.
            """,
            WhatDnsSaid().Replace(detail, ""));
    }

    private static async Task<string> DetailAsync(HttpClient caller, string path)
    {
        using var answer = await caller.GetAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<ProblemDetails>(Cancellation))!.Detail!;
    }

    // The system's own words, which differ from one to the next.
    [GeneratedRegex("(?<=^- DNS).*$", RegexOptions.Multiline, 1000)]
    private static partial Regex WhatDnsSaid();
}
