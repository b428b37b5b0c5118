namespace Paradyze.Discovery.Client.Tests;

public sealed class RegistryRulesTests : ClientTest
{
    private protected override void Configure(ClientFixture client) => client.Variables["ORDERS_URL"] = "http://environment.test";

    [Fact]
    public async Task ResolveAsync_NoneServing_ErrorNamesStatusesAndNoOtherSourceIsAsked()
    {
        Registry.Put("orders", "o1", "http://a.test", InstanceStatus.Unhealthy, "lease expired");
        Registry.Put("orders", "o2", "http://b.test", InstanceStatus.OutOfService);

        var error = await Assert.ThrowsAsync<ServiceNotServingException>(async () => await Client.ResolveUrlAsync("orders"));

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
    public async Task ResolveAsync_NoneOfManyServing_ErrorNamesSomeAndCountsTheOthers()
    {
        for (var i = 0; i < 23; i++) Registry.Put("orders", $"o{i:00}", "http://a.test", InstanceStatus.Draining);

        var error = await Assert.ThrowsAsync<ServiceNotServingException>(async () => await Client.ResolveUrlAsync("orders"));

        Assert.Equal(23, error.Instances.Count);
        Assert.EndsWith(
            """
            - o18 at http://a.test is draining
            - o19 at http://a.test is draining
            - and 3 more
            Make an instance healthy, put it back into service, or start another.
            """,
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResolveAsync_NoneServingThenRegistryAway_StillRefuses()
    {
        Registry.Put("orders", "o1", "http://a.test", InstanceStatus.OutOfService);
        await Assert.ThrowsAsync<ServiceNotServingException>(async () => await Client.ResolveUrlAsync("orders"));
        await Registry.StopAsync();

        await Client.RefreshAsync();

        await Assert.ThrowsAsync<ServiceNotServingException>(async () => await Client.ResolveUrlAsync("orders"));
    }

    [Fact]
    public async Task Refresh_RemovedInTheSameEpoch_NextSourceAnswersAtOnce()
    {
        Registry.Put("orders", "o1", "http://a.test");
        await Client.ResolveUrlAsync("orders");
        Registry.Remove("orders", "o1");

        await Client.RefreshAsync();

        Assert.Equal("http://environment.test/", await Client.ResolveUrlAsync("orders"));
    }

    [Fact]
    public async Task Refresh_NewEpochWithoutTheName_LastKnownGoodForAMinute()
    {
        Registry.Put("orders", "o1", "http://a.test");
        await Client.ResolveUrlAsync("orders");
        Registry.Forget();

        await Client.RefreshAsync();
        var within = await Client.Resolver.ResolveAsync("orders", Cancel);
        Client.Time.Advance(TimeSpan.FromSeconds(59));
        await Client.RefreshAsync();
        var atTheEnd = await Client.ResolveUrlAsync("orders");
        Client.Time.Advance(TimeSpan.FromSeconds(1));
        await Client.RefreshAsync();

        Assert.Equal("http://a.test/", within.Url.ToString());
        Assert.Equal(Client.Time.GetUtcNow().AddSeconds(-60), within.StaleSince);
        Assert.Equal("http://a.test/", atTheEnd);
        Assert.Equal("http://environment.test/", await Client.ResolveUrlAsync("orders"));
    }

    [Fact]
    public async Task Refresh_NewEpochThenRegisteredThenRemoved_NextSourceAnswersAtOnce()
    {
        Registry.Put("orders", "o1", "http://a.test");
        await Client.ResolveUrlAsync("orders");
        Registry.Forget();
        await Client.RefreshAsync();
        Registry.Put("orders", "o1", "http://b.test");
        await Client.RefreshAsync();
        var back = await Client.Resolver.ResolveAsync("orders", Cancel);
        Registry.Remove("orders", "o1");

        await Client.RefreshAsync();

        Assert.Equal(("http://b.test/", null), (back.Url.ToString(), back.StaleSince));
        Assert.Equal("http://environment.test/", await Client.ResolveUrlAsync("orders"));
    }

    [Fact]
    public async Task ResolveAsync_NeverKnownInAnyEpoch_NextSourceAnswers()
    {
        Assert.Equal("http://environment.test/", await Client.ResolveUrlAsync("orders"));
    }

    [Fact]
    public async Task Refresh_RegistryAway_LastKnownGoodIsUsedAndMarkedStale()
    {
        Registry.Put("orders", "o1", "http://a.test");
        await Client.ResolveUrlAsync("orders");
        var confirmedAt = Client.Time.GetUtcNow();
        await Registry.StopAsync();
        Client.Time.Advance(TimeSpan.FromSeconds(1));

        await Client.RefreshAsync();
        var endpoint = await Client.Resolver.ResolveAsync("orders", Cancel);

        Assert.Equal(("http://a.test/", confirmedAt), (endpoint.Url.ToString(), endpoint.StaleSince));
        var registry = Client.Resolver.Explain("orders").Sources.Single(s => s.Source == ResolutionSource.Registry);
        Assert.StartsWith($"registry: cannot be asked ({Registry.Url}/ could not be reached: Connection refused", registry.Said, StringComparison.Ordinal);
        Assert.EndsWith("); last known good, 1 instance, 1 s old", registry.Said, StringComparison.Ordinal);
        Assert.Single(Client.Logs.GetSnapshot(), l => l.Id.Name == "RegistryAway");
    }

    [Fact]
    public async Task Refresh_RegistryBackAtTheSamePort_NewInstancesAreUsed()
    {
        Registry.Put("orders", "o1", "http://a.test");
        await Client.ResolveUrlAsync("orders");
        await Registry.StopAsync();
        await Client.RefreshAsync();
        Registry.Put("orders", "o1", "http://b.test");
        await Registry.StartAsync();

        await Client.RefreshAsync();
        var endpoint = await Client.Resolver.ResolveAsync("orders", Cancel);

        Assert.Equal(("http://b.test/", null), (endpoint.Url.ToString(), endpoint.StaleSince));
        Assert.Single(Client.Logs.GetSnapshot(), l => l.Id.Name == "RegistryReached");
    }

    [Fact]
    public async Task Refresh_NothingChanged_AnsweredByEntityTagAndNoListenerIsWoken()
    {
        Registry.Put("orders", "o1", "http://a.test");
        var before = await Client.Resolver.ResolveAllAsync(new EndpointQuery("orders"), Cancel);

        await Client.RefreshAsync();
        var after = await Client.Resolver.ResolveAllAsync(new EndpointQuery("orders"), Cancel);

        Assert.Equal(2, Registry.Requests("GET /v1/services/orders"));
        Assert.Same(before.Endpoints[0], after.Endpoints[0]);
        Assert.False(before.ChangeToken.HasChanged);
    }

    [Fact]
    public async Task Refresh_InstanceAdded_ListenersAreWokenAndFindIt()
    {
        Registry.Put("orders", "o1", "http://a.test");
        var before = await Client.Resolver.ResolveAllAsync(new EndpointQuery("orders"), Cancel);
        Registry.Put("orders", "o2", "http://b.test");

        await Client.RefreshAsync();
        var after = await Client.Resolver.ResolveAllAsync(new EndpointQuery("orders"), Cancel);

        Assert.True(before.ChangeToken.HasChanged);
        Assert.False(after.ChangeToken.HasChanged);
        Assert.Equal(["http://a.test/", "http://b.test/"], after.Endpoints.Select(e => e.Url.ToString()));
    }

    [Fact]
    public async Task ResolveAllAsync_NobodyYet_IsEmptyWithTheReasonAndListenersHearOfTheFirst()
    {
        var before = await Client.Resolver.ResolveAllAsync(new EndpointQuery("products"), Cancel);
        Registry.Put("products", "p1", "http://a.test");

        await Client.RefreshAsync();
        var after = await Client.Resolver.ResolveAllAsync(new EndpointQuery("products"), Cancel);

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

    [Fact]
    public async Task ResolveAsync_EndpointNamesThatDifferInCaseAlone_LowerCaseIsTaken()
    {
        Registry.Put("orders", "o1", "http://a.test", endpoints: new() { ["ADMIN"] = "http://a.test:1", ["admin"] = "http://a.test:2" });

        var endpoint = await Client.Resolver.ResolveAsync(new EndpointQuery("orders") { EndpointName = "Admin" }, Cancel);

        Assert.Equal("http://a.test:2/", endpoint.Url.ToString());
    }
}
