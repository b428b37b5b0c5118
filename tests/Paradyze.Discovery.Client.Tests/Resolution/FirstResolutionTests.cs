namespace Paradyze.Discovery.Client.Tests;

public sealed class FirstResolutionTests : IAsyncLifetime
{
    private FakeRegistry _registry = null!;
    private ClientFixture _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _registry = await FakeRegistry.StartNewAsync();
        _client = new ClientFixture(_registry);
        _client.Variables["ORDERS_URL"] = "http://environment.test";
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _registry.DisposeAsync();
    }

    [Fact]
    public async Task ResolveAsync_RegistryDoesNotAnswer_WaitsOneSecondThenNextSource()
    {
        using var hold = _registry.Hold();
        var resolution = _client.ResolveUrlAsync("orders");
        await Eventually.TrueAsync(() => _registry.TotalRequests == 1);
        _client.Time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(resolution.IsCompleted);

        _client.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("http://environment.test/", await resolution);
        Assert.Contains(
            $"- registry: cannot be asked ({_registry.Url}/ did not answer within 1 s), and nothing is remembered\n",
            _client.Resolver.Explain("orders").ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResolveAsync_AnswerComesLate_IsTakenInAndListenersAreWoken()
    {
        _registry.Put("orders", "o1", "http://a.test");
        var hold = _registry.Hold();
        var resolution = _client.Resolver.ResolveAllAsync(new EndpointQuery("orders"), Cancel).AsTask();
        await Eventually.TrueAsync(() => _registry.TotalRequests == 1);
        _client.Time.Advance(TimeSpan.FromSeconds(1));
        var early = await resolution;

        hold.Dispose();
        await Eventually.TrueAsync(() => early.ChangeToken.HasChanged);

        Assert.Equal("http://a.test/", await _client.ResolveUrlAsync("orders"));
    }

    [Fact]
    public async Task ResolveAsync_RegistryKnownToBeAway_DoesNotWaitForIt()
    {
        await _registry.StopAsync();
        await _client.ResolveUrlAsync("orders");
        await _registry.StartAsync();
        using var hold = _registry.Hold();
        _client.Variables["PRODUCTS_URL"] = "http://products.test";

        // The client's clock stands still: a wait for the registry would never end.
        var url = await _client.ResolveUrlAsync("products").WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Cancel);

        Assert.Equal("http://products.test/", url);
        Assert.Equal(0, _registry.TotalRequests);
    }

    [Fact]
    public async Task ResolveAsync_SecondTime_IsSynchronousAndAsksNobody()
    {
        _registry.Put("orders", "o1", "http://a.test");
        await _client.ResolveUrlAsync("orders");

        var second = _client.Resolver.ResolveAsync("orders", Cancel);

        Assert.True(second.IsCompletedSuccessfully);
        Assert.Equal("http://a.test/", (await second).Url.ToString());
        Assert.Equal(1, _registry.TotalRequests);
    }

    [Fact]
    public async Task ResolveAsync_ManyAtOnce_RegistryIsAskedOnce()
    {
        _registry.Put("orders", "o1", "http://a.test");
        var hold = _registry.Hold();
        var resolutions = Enumerable.Range(0, 50).Select(_ => _client.ResolveUrlAsync("orders")).ToArray();
        hold.Dispose();
        await Task.WhenAll(resolutions);

        Assert.Equal(1, _registry.TotalRequests);
    }

    [Fact]
    public async Task ResolveAsync_Cancelled_EndsTheWait()
    {
        using var hold = _registry.Hold();
        using var cancellation = new CancellationTokenSource();
        var resolution = _client.Resolver.ResolveAsync("orders", cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resolution);
    }

    [Fact]
    public async Task TryResolve_NewName_IsAskedForInTheBackground()
    {
        _registry.Put("orders", "o1", "http://a.test");
        var query = new EndpointQuery("orders");

        var atFirst = _client.Resolver.TryResolve(query, out _);
        ResolvedEndpoint? endpoint = null;
        await Eventually.TrueAsync(() => _client.Resolver.TryResolve(query, out endpoint));

        Assert.False(atFirst);
        Assert.Equal("http://a.test/", endpoint!.Url.ToString());
    }
}
