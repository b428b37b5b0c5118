namespace Paradyze.Discovery.Client.Tests;

public sealed class FirstResolutionTests : ClientTest
{
    private protected override void Configure(ClientFixture client) => client.Variables["ORDERS_URL"] = "http://environment.test";

    [Fact]
    public async Task ResolveAsync_RegistryDoesNotAnswer_WaitsOneSecondThenNextSource()
    {
        using var hold = Registry.Hold();
        var resolution = Client.ResolveUrlAsync("orders");
        await Eventually.TrueAsync(() => Registry.TotalRequests == 1);
        Client.Time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(resolution.IsCompleted);

        Client.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("http://environment.test/", await resolution);
        Assert.Contains(
            $"- registry: cannot be asked ({Registry.Url}/ did not answer within 1 s), and nothing is remembered\n",
            Client.Resolver.Explain("orders").ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResolveAsync_AnswerComesLate_IsTakenInAndListenersAreWoken()
    {
        Registry.Put("orders", "o1", "http://a.test");
        var hold = Registry.Hold();
        var resolution = Client.Resolver.ResolveAllAsync(new EndpointQuery("orders"), Cancel).AsTask();
        await Eventually.TrueAsync(() => Registry.TotalRequests == 1);
        Client.Time.Advance(TimeSpan.FromSeconds(1));
        var early = await resolution;

        hold.Dispose();
        await Eventually.TrueAsync(() => early.ChangeToken.HasChanged);

        Assert.Equal("http://a.test/", await Client.ResolveUrlAsync("orders"));
    }

    [Fact]
    public async Task ResolveAsync_RegistryKnownToBeAway_DoesNotWaitForIt()
    {
        await Registry.StopAsync();
        await Client.ResolveUrlAsync("orders");
        await Registry.StartAsync();
        using var hold = Registry.Hold();
        Client.Variables["PRODUCTS_URL"] = "http://products.test";

        // The client's clock stands still: a wait for the registry would never end.
        var url = await Client.ResolveUrlAsync("products").WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Cancel);

        Assert.Equal("http://products.test/", url);
        Assert.Equal(0, Registry.TotalRequests);
    }

    [Fact]
    public async Task ResolveAsync_SecondTime_IsSynchronousAndAsksNobody()
    {
        Registry.Put("orders", "o1", "http://a.test");
        await Client.ResolveUrlAsync("orders");

        var second = Client.Resolver.ResolveAsync("orders", Cancel);

        Assert.True(second.IsCompletedSuccessfully);
        Assert.Equal("http://a.test/", (await second).Url.ToString());
        Assert.Equal(1, Registry.TotalRequests);
    }

    [Fact]
    public async Task ResolveAsync_ManyAtOnce_RegistryIsAskedOnce()
    {
        Registry.Put("orders", "o1", "http://a.test");
        var hold = Registry.Hold();
        var resolutions = Enumerable.Range(0, 50).Select(_ => Client.ResolveUrlAsync("orders")).ToArray();
        hold.Dispose();
        await Task.WhenAll(resolutions);

        Assert.Equal(1, Registry.TotalRequests);
    }

    [Fact]
    public async Task ResolveAsync_Cancelled_EndsTheWait()
    {
        using var hold = Registry.Hold();
        using var cancellation = new CancellationTokenSource();
        var resolution = Client.Resolver.ResolveAsync("orders", cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resolution);
    }

    [Fact]
    public async Task TryResolve_NewName_IsAskedForInTheBackground()
    {
        Registry.Put("orders", "o1", "http://a.test");
        var query = new EndpointQuery("orders");

        var atFirst = Client.Resolver.TryResolve(query, out _);
        ResolvedEndpoint? endpoint = null;
        await Eventually.TrueAsync(() => Client.Resolver.TryResolve(query, out endpoint));

        Assert.False(atFirst);
        Assert.Equal("http://a.test/", endpoint!.Url.ToString());
    }

    [Fact]
    public async Task ResolveAsync_ClientDisposedOfMeanwhile_ErrorSaysSo()
    {
        using var hold = Registry.Hold();
        var resolution = Client.ResolveUrlAsync("products");
        await Eventually.TrueAsync(() => Registry.TotalRequests == 1);

        await Client.DisposeAsync();

        var error = await Assert.ThrowsAsync<ServiceNotFoundException>(() => resolution);
        Assert.Contains("registry: cannot be asked (the client has been disposed of)", error.Message, StringComparison.Ordinal);
    }
}
