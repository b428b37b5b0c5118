using Microsoft.Extensions.DependencyInjection;

namespace Paradyze.Discovery.Client.Tests;

public sealed class BackgroundLoopTests : IAsyncLifetime
{
    private FakeRegistry _registry = null!;
    private ClientFixture _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _registry = await FakeRegistry.StartNewAsync();
        _registry.Put("orders", "o1", "http://a.test");
        _client = new ClientFixture(_registry);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _registry.DisposeAsync();
    }

    [Fact]
    public async Task Loop_InstanceMoves_IsFoundWithoutAnybodyAsking()
    {
        await _client.ResolveUrlAsync("orders");
        _registry.Put("orders", "o1", "http://b.test");
        var model = _client.Get<EndpointCache>().Find("orders")!;

        await Eventually.TrueAsync(
            () => model.Model!.Instances[0].Instance!.Url == "http://b.test", () => _client.LoopTime.Advance(TimeSpan.FromMilliseconds(100)));
    }

    [Fact]
    public async Task Loop_RegistryAway_GoesOnAndRecovers()
    {
        await _client.ResolveUrlAsync("orders");
        await _registry.StopAsync();
        await Eventually.TrueAsync(
            () => _client.Get<RegistryConnection>().Outage is not null, () => _client.LoopTime.Advance(TimeSpan.FromMilliseconds(100)));
        await _registry.StartAsync();

        await Eventually.TrueAsync(
            () => _client.Get<RegistryConnection>().Outage is null, () => _client.LoopTime.Advance(TimeSpan.FromMilliseconds(100)));
    }

    [Fact]
    public async Task Refresh_RegistryAwayAndManyNames_FewAskInVain()
    {
        for (var i = 0; i < 100; i++)
        {
            _registry.Put($"service-{i}", "1", "http://a.test");
            await _client.ResolveUrlAsync($"service-{i}");
        }

        _registry.IsFailing = true;
        var before = _registry.TotalRequests;
        await _client.RefreshAsync();

        var endpoint = await _client.Resolver.ResolveAsync("service-99", Cancel);
        Assert.NotNull(endpoint.StaleSince);
        Assert.InRange(_registry.TotalRequests - before, 1, 8);
    }

    [Fact]
    public async Task Refresh_SeveralRegistries_NextOneIsTriedAndKept()
    {
        await using var second = await FakeRegistry.StartNewAsync();
        second.Put("orders", "o1", "http://second.test");
        _client.Variables["SERVICE_REGISTRY_URL"] = $"{_registry.Url};{second.Url}";
        var before = await _client.ResolveUrlAsync("orders");
        await _registry.StopAsync();

        await _client.RefreshAsync();
        var after = await _client.ResolveUrlAsync("orders");
        await _registry.StartAsync();
        await _client.RefreshAsync();

        Assert.Equal(("http://a.test/", "http://second.test/"), (before, after));
        Assert.Equal((1, 2), (_registry.TotalRequests, second.TotalRequests));
        Assert.DoesNotContain(_client.Logs.GetSnapshot(), l => l.Id.Name == "RegistryAway");
    }

    [Fact]
    public async Task ResolveAsync_DefaultsOfAllHttpClientsWrapped_RegistryIsReachedPastThem()
    {
        _client.Services.ConfigureHttpClientDefaults(static defaults => defaults.AddHttpMessageHandler(static () => new RefusingHandler()));

        Assert.Equal("http://a.test/", await _client.ResolveUrlAsync("orders"));
    }

    private sealed class RefusingHandler : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException("Wrapped.");
    }
}
