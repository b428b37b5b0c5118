namespace Paradyze.Discovery.Client.Tests;

public sealed class RegistryRulesTests : IAsyncLifetime
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
    public async Task ResolveAsync_NoneServing_ErrorNamesStatusesAndNoOtherSourceIsAsked()
    {
        _registry.Put("orders", "o1", "http://a.test", InstanceStatus.Unhealthy, "lease expired");
        _registry.Put("orders", "o2", "http://b.test", InstanceStatus.OutOfService);

        var error = await Assert.ThrowsAsync<ServiceNotServingException>(async () => await _client.ResolveUrlAsync("orders"));

        Assert.Equal(
            """
            The service 'orders' is registered, but none of its instances can serve (2):
            - o1 at http://a.test is unhealthy: lease expired
            - o2 at http://b.test is out-of-service
            Make an instance healthy, put it back into service, or start another.
            """,
            error.Message);
    }

    [Fact]
    public async Task ResolveAsync_NoneServingThenRegistryAway_StillRefuses()
    {
        _registry.Put("orders", "o1", "http://a.test", InstanceStatus.OutOfService);
        await Assert.ThrowsAsync<ServiceNotServingException>(async () => await _client.ResolveUrlAsync("orders"));
        await _registry.StopAsync();

        await _client.RefreshAsync();

        await Assert.ThrowsAsync<ServiceNotServingException>(async () => await _client.ResolveUrlAsync("orders"));
    }

    [Fact]
    public async Task Refresh_RemovedInTheSameEpoch_NextSourceAnswersAtOnce()
    {
        _registry.Put("orders", "o1", "http://a.test");
        await _client.ResolveUrlAsync("orders");
        _registry.Remove("orders", "o1");

        await _client.RefreshAsync();

        Assert.Equal("http://environment.test/", await _client.ResolveUrlAsync("orders"));
    }

    [Fact]
    public async Task Refresh_NewEpochWithoutTheName_LastKnownGoodForAMinute()
    {
        _registry.Put("orders", "o1", "http://a.test");
        await _client.ResolveUrlAsync("orders");
        _registry.Forget();

        await _client.RefreshAsync();
        var within = await _client.Resolver.ResolveAsync("orders", Cancel);
        _client.Time.Advance(TimeSpan.FromSeconds(59));
        await _client.RefreshAsync();
        var atTheEnd = await _client.ResolveUrlAsync("orders");
        _client.Time.Advance(TimeSpan.FromSeconds(1));
        await _client.RefreshAsync();

        Assert.Equal("http://a.test/", within.Url.ToString());
        Assert.Equal(_client.Time.GetUtcNow().AddSeconds(-60), within.StaleSince);
        Assert.Equal("http://a.test/", atTheEnd);
        Assert.Equal("http://environment.test/", await _client.ResolveUrlAsync("orders"));
    }

    [Fact]
    public async Task Refresh_NewEpochThenRegisteredThenRemoved_NextSourceAnswersAtOnce()
    {
        _registry.Put("orders", "o1", "http://a.test");
        await _client.ResolveUrlAsync("orders");
        _registry.Forget();
        await _client.RefreshAsync();
        _registry.Put("orders", "o1", "http://b.test");
        await _client.RefreshAsync();
        var back = await _client.Resolver.ResolveAsync("orders", Cancel);
        _registry.Remove("orders", "o1");

        await _client.RefreshAsync();

        Assert.Equal(("http://b.test/", null), (back.Url.ToString(), back.StaleSince));
        Assert.Equal("http://environment.test/", await _client.ResolveUrlAsync("orders"));
    }

    [Fact]
    public async Task ResolveAsync_NeverKnownInAnyEpoch_NextSourceAnswers()
    {
        Assert.Equal("http://environment.test/", await _client.ResolveUrlAsync("orders"));
    }

    [Fact]
    public async Task Refresh_RegistryAway_LastKnownGoodIsUsedAndMarkedStale()
    {
        _registry.Put("orders", "o1", "http://a.test");
        await _client.ResolveUrlAsync("orders");
        var confirmedAt = _client.Time.GetUtcNow();
        await _registry.StopAsync();
        _client.Time.Advance(TimeSpan.FromSeconds(1));

        await _client.RefreshAsync();
        var endpoint = await _client.Resolver.ResolveAsync("orders", Cancel);

        Assert.Equal(("http://a.test/", confirmedAt), (endpoint.Url.ToString(), endpoint.StaleSince));
        var registry = _client.Resolver.Explain("orders").Sources.Single(s => s.Source == ResolutionSource.Registry);
        Assert.StartsWith($"registry: cannot be asked ({_registry.Url}/ could not be reached: Connection refused", registry.Said, StringComparison.Ordinal);
        Assert.EndsWith("); last known good, 1 instance, 1 s old", registry.Said, StringComparison.Ordinal);
        Assert.Single(_client.Logs.GetSnapshot(), l => l.Id.Name == "RegistryAway");
    }

    [Fact]
    public async Task Refresh_RegistryBackAtTheSamePort_NewInstancesAreUsed()
    {
        _registry.Put("orders", "o1", "http://a.test");
        await _client.ResolveUrlAsync("orders");
        await _registry.StopAsync();
        await _client.RefreshAsync();
        _registry.Put("orders", "o1", "http://b.test");
        await _registry.StartAsync();

        await _client.RefreshAsync();
        var endpoint = await _client.Resolver.ResolveAsync("orders", Cancel);

        Assert.Equal(("http://b.test/", null), (endpoint.Url.ToString(), endpoint.StaleSince));
        Assert.Single(_client.Logs.GetSnapshot(), l => l.Id.Name == "RegistryReached");
    }

    [Fact]
    public async Task Refresh_NothingChanged_AnsweredByEntityTagAndNoListenerIsWoken()
    {
        _registry.Put("orders", "o1", "http://a.test");
        var before = await _client.Resolver.ResolveAllAsync(new EndpointQuery("orders"), Cancel);

        await _client.RefreshAsync();
        var after = await _client.Resolver.ResolveAllAsync(new EndpointQuery("orders"), Cancel);

        Assert.Equal(2, _registry.Requests("GET /v1/services/orders"));
        Assert.Same(before.Endpoints[0], after.Endpoints[0]);
        Assert.False(before.ChangeToken.HasChanged);
    }

    [Fact]
    public async Task Refresh_InstanceAdded_ListenersAreWokenAndFindIt()
    {
        _registry.Put("orders", "o1", "http://a.test");
        var before = await _client.Resolver.ResolveAllAsync(new EndpointQuery("orders"), Cancel);
        _registry.Put("orders", "o2", "http://b.test");

        await _client.RefreshAsync();
        var after = await _client.Resolver.ResolveAllAsync(new EndpointQuery("orders"), Cancel);

        Assert.True(before.ChangeToken.HasChanged);
        Assert.False(after.ChangeToken.HasChanged);
        Assert.Equal(["http://a.test/", "http://b.test/"], after.Endpoints.Select(e => e.Url.ToString()));
    }

    [Fact]
    public async Task ResolveAllAsync_NobodyYet_IsEmptyWithTheReasonAndListenersHearOfTheFirst()
    {
        var before = await _client.Resolver.ResolveAllAsync(new EndpointQuery("products"), Cancel);
        _registry.Put("products", "p1", "http://a.test");

        await _client.RefreshAsync();
        var after = await _client.Resolver.ResolveAllAsync(new EndpointQuery("products"), Cancel);

        Assert.Empty(before.Endpoints);
        Assert.IsType<ServiceNotFoundException>(before.Failure);
        Assert.True(before.ChangeToken.HasChanged);
        Assert.Equal(("http://a.test/", null), (after.Endpoints.Single().Url.ToString(), after.Failure));
    }

    [Fact]
    public async Task ResolveAsync_SomethingElseAnswers404_IsNotTakenForTheRegistry()
    {
        await using var other = await TestService.StartAsync("other", static context => context.Response.StatusCode = 404);
        await using var client = new ClientFixture(other.Url);

        var error = await Assert.ThrowsAsync<ServiceNotFoundException>(async () => await client.ResolveUrlAsync("orders"));

        Assert.Contains(
            $"- registry: cannot be asked ({other.Url}/ answered 404, without a reason. Is this a registry?), and nothing is remembered\n",
            error.Message,
            StringComparison.Ordinal);
    }
}
