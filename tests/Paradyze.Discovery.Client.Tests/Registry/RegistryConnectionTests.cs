using System.Net;

namespace Paradyze.Discovery.Client.Tests;

public sealed class RegistryConnectionTests : IAsyncLifetime
{
    private FakeRegistry _first = null!;
    private FakeRegistry _second = null!;
    private ClientFixture _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _first = await FakeRegistry.StartNewAsync();
        _second = await FakeRegistry.StartNewAsync();
        _client = new ClientFixture($"{_first.Url} ; {_second.Url}/");
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task Send_FirstAnswersWithAServerError_NextIsAsked()
    {
        _first.IsFailing = true;
        _second.Put("orders", "o1", "http://a.test");

        Assert.Equal("http://a.test/", await _client.ResolveUrlAsync("orders"));
    }

    [Fact]
    public async Task Send_FirstIsGone_IsNotAskedAgainOnceTheNextHasAnswered()
    {
        _first.IsFailing = true;
        for (var i = 0; i < 3; i++) await _client.Client.ListServicesAsync(cancellationToken: Cancel);

        Assert.Equal((1, 3), (_first.TotalRequests, _second.TotalRequests));
    }

    [Fact]
    public async Task Send_AllFail_ErrorTellsOfEach()
    {
        _first.IsFailing = true;
        await _second.StopAsync();

        var error = await Assert.ThrowsAsync<RegistryException>(() => _client.Client.ListServicesAsync(cancellationToken: Cancel));

        Assert.StartsWith(
            $"{_first.Url}/ answered 500, without a reason. Is this a registry?; {_second.Url}/ could not be reached: Connection refused",
            error.Message,
            StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.InternalServerError, error.StatusCode);
        Assert.Equal(error.Message, _client.Get<RegistryConnection>().KnownAway);
    }

    [Fact]
    public async Task Send_ChangeRefusedForAMoment_RegistryIsNotTakenToBeAway()
    {
        _first.IsFailing = _second.IsFailing = true;

        await Assert.ThrowsAsync<RegistryException>(
            () => _client.Client.RegisterServiceAsync("orders", "http://a.test", cancellationToken: Cancel));

        Assert.Null(_client.Get<RegistryConnection>().KnownAway);
    }

    [Fact]
    public async Task KnownAway_FoundOutLongAgo_IsNotCountedOnAnyMore()
    {
        await _first.StopAsync();
        await _second.StopAsync();
        await Assert.ThrowsAsync<ServiceNotFoundException>(() => _client.ResolveUrlAsync("orders"));
        var connection = _client.Get<RegistryConnection>();

        _client.Time.Advance(TimeSpan.FromSeconds(10)); // three rounds, the last of which waited for both
        var isKnown = connection.KnownAway is not null;
        _client.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((true, null), (isKnown, connection.KnownAway));
    }

    [Fact]
    public async Task Send_FirstTakesNoConnections_NextIsAsked()
    {
        using var full = new FullListener();
        _second.Put("orders", "o1", "http://a.test");
        await using var client = new ClientFixture($"{full.Url};{_second.Url}");

        var services = await client.Client.ListServicesAsync(cancellationToken: Cancel);

        Assert.Equal("orders", Assert.Single(services).ServiceName);
    }

    [Fact]
    public async Task Send_NoneTakesConnections_ErrorSaysSoAndTheOutageIsRemembered()
    {
        using var full = new FullListener();
        await using var client = new ClientFixture(full.Url);

        var error = await Assert.ThrowsAsync<RegistryException>(() => client.Client.ListServicesAsync(cancellationToken: Cancel));

        Assert.Equal($"{full.Url}/ could not be reached: no connection within 1 s", error.Message);
        Assert.Equal(error.Message, client.Get<RegistryConnection>().KnownAway);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(429)]
    public async Task Send_FirstIsSomethingElseThatRefuses_NextIsAsked(int status)
    {
        await using var stranger = await TestService.StartAsync("stranger", context => context.Response.StatusCode = status);
        _second.Put("orders", "o1", "http://a.test");
        await using var client = new ClientFixture($"{stranger.Url};{_second.Url}");

        Assert.Equal("http://a.test/", await client.ResolveUrlAsync("orders"));
    }

    [Fact]
    public async Task Send_RegistryRefuses_NoOtherIsAsked()
    {
        var error = await Assert.ThrowsAsync<RegistryException>(
            () => _client.Client.RegisterServiceAsync("orders", "no url", cancellationToken: Cancel));

        Assert.Equal((HttpStatusCode.BadRequest, 0), (error.StatusCode, _second.TotalRequests));
    }

    [Theory]
    [InlineData(1_000, "The response ended prematurely")]
    [InlineData(1_000_000_000, "Cannot write more bytes to the buffer than the configured maximum buffer size: 134217728.")]
    public async Task Send_AnswerEndsTooSoonOrNever_ErrorSaysSo(long length, string reason)
    {
        await using var stranger = await TestService.StartAsync("stranger", context => context.Response.ContentLength = length);
        await using var client = new ClientFixture(stranger.Url);

        var error = await Assert.ThrowsAsync<RegistryException>(() => client.Client.ListServicesAsync(cancellationToken: Cancel));

        Assert.StartsWith($"{stranger.Url}/ gave no answer that can be read: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.InnerException!.ToString(), StringComparison.Ordinal);
    }
}
