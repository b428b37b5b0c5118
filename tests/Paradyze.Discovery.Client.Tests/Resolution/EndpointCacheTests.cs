namespace Paradyze.Discovery.Client.Tests;

public sealed class EndpointCacheTests : IAsyncDisposable
{
    private readonly ClientFixture _client = new();
    private readonly EndpointCache _cache;
    private readonly ServiceState _state;

    public EndpointCacheTests()
    {
        _cache = _client.Get<EndpointCache>();
        _state = _cache.GetOrAdd(ServiceName.Parse("orders"));
        Learn(1);
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    [Fact]
    public void DropWhenIdle_UnusedForLong_ListenersAreAskedFirstThenItIsDropped()
    {
        var token = _state.ChangeToken;
        _client.Time.Advance(TimeSpan.FromMinutes(5));

        _cache.DropWhenIdle(_state);
        var (areAsked, left) = (token.HasChanged, _cache.States.Count);
        _cache.DropWhenIdle(_state);

        Assert.Equal((true, 1), (areAsked, left));
        Assert.Empty(_cache.States);
    }

    [Fact]
    public void DropWhenIdle_ListenerAsksAgain_NameStaysInUse()
    {
        using var listener = _state.ChangeToken.RegisterChangeCallback(_ => _cache.Find("orders"), state: null);
        _client.Time.Advance(TimeSpan.FromMinutes(5));

        _cache.DropWhenIdle(_state);
        _cache.DropWhenIdle(_state);

        Assert.Single(_cache.States);
    }

    [Fact]
    public void DropWhenIdle_UsedLately_NobodyIsAsked()
    {
        var token = _state.ChangeToken;
        _client.Time.Advance(TimeSpan.FromMinutes(4.9));

        _cache.DropWhenIdle(_state);

        Assert.False(token.HasChanged);
    }

    [Fact]
    public void DropWhenIdle_FoundJustBefore_ListenersAreTold()
    {
        _client.Time.Advance(TimeSpan.FromMinutes(5));
        _cache.DropWhenIdle(_state);
        var token = _state.ChangeToken;

        _cache.DropWhenIdle(_state);

        Assert.Equal((true, true), (token.HasChanged, _state.ChangeToken.HasChanged));
    }

    [Fact]
    public void DropWhenIdle_AnswerUnderWayComesAfter_ListenersAreStillTold()
    {
        _client.Time.Advance(TimeSpan.FromMinutes(5));
        _cache.DropWhenIdle(_state);
        _cache.DropWhenIdle(_state);

        Learn(2);

        Assert.True(_state.ChangeToken.HasChanged);
    }

    [Fact]
    public void Learn_ListenerThrows_OthersAreToldAndTheAnswerStands()
    {
        using var bad = _state.ChangeToken.RegisterChangeCallback(static _ => throw new InvalidOperationException("Listener."), state: null);
        var token = _state.ChangeToken;

        Learn(2);

        Assert.True(token.HasChanged);
        Assert.Null(_state.Knowledge.Silence);
        Assert.Single(_client.Logs.GetSnapshot(), l => l.Id.Name == "ListenerFailed");
    }

    [Fact]
    public void Learn_SameInstancesAtNewRevision_ListenersAreWoken()
    {
        var token = _state.ChangeToken;

        Learn(2);

        Assert.True(token.HasChanged);
    }

    [Fact]
    public void LearnSilence_SameInstancesGoStale_ListenersSleepOn()
    {
        var token = _state.ChangeToken;

        _cache.LearnSilence(_state, "away");

        Assert.False(token.HasChanged);
        Assert.NotNull(_state.Model!.Instances[0].Match(new EndpointQuery("orders"))!.StaleSince);
    }

    private void Learn(long revision)
    {
        var instance = new ServiceInstance
        {
            ServiceName = "orders",
            InstanceId = "o1",
            Url = "http://a.test",
            Status = InstanceStatus.Up,
            RegisteredAt = DateTimeOffset.UnixEpoch,
            Revision = revision,
        };
        var details = new ServiceDetails { ServiceName = "orders", ServiceRevision = $"e1.{revision}", Instances = [instance] };
        _cache.Learn(_state, new KnownService("e1", ETag: null, details));
    }
}
