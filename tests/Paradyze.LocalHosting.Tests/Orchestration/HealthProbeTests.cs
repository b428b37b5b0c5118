using System.Net;
using Microsoft.Extensions.Time.Testing;
using Paradyze.LocalHosting.Orchestration;

namespace Paradyze.LocalHosting.Tests.Orchestration;

/// <summary>When a replica is asked for its health, and what is made of the answers, over fake time.</summary>
public sealed class HealthProbeTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly AnsweringHandler _answers = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly List<string> _reports = [];
    private readonly Resource _shop = TestApp.CreateBuilder().AddService("shop").Resource;

    private Task _following = Task.CompletedTask;

    [Fact]
    public void Follow_NotHealthyYet_AsksOftenAndSaysNothing()
    {
        _answers.Status = HttpStatusCode.ServiceUnavailable;
        Follow();

        Assert.Equal([1, 2, 3, 4], CountsAfter(0.1, 0.2, 0.4).Prepend(1));
        Assert.Equal([5, 6, 7], CountsAfter(0.8, 1, 1));
        Assert.Empty(_reports);
    }

    [Fact]
    public void Follow_NotHealthyForLong_SaysWhy()
    {
        _answers.Status = HttpStatusCode.ServiceUnavailable;
        Follow();

        for (var second = 0; second < 14; second++)
            _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(_reports);
        _time.Advance(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(1));
        _answers.Status = HttpStatusCode.OK;
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("Unhealthy: http://localhost:5000/health answers 503, not 200", _reports[0]);
        Assert.Equal("Healthy: ", _reports[^1]);
    }

    [Fact]
    public void Follow_Healthy_AsksEveryFiveSecondsAndTellsOfALossAtOnce()
    {
        Follow();
        Assert.Equal([1, 2, 2, 3], CountsAfter(5, 4.9, 0.1).Prepend(1));

        _answers.Status = HttpStatusCode.NotFound;
        Assert.Equal([4, 5], CountsAfter(5, 0.1));

        Assert.Equal(["Healthy: ", "Healthy: ", "Healthy: "], _reports[..3]);
        Assert.Equal("Unhealthy: http://localhost:5000/health answers 404, not 200", _reports[3]);
    }

    [Fact]
    public void Follow_NobodyAnswersAfterItWasHealthy_SaysWhatHappened()
    {
        Follow();
        _answers.Fault = new HttpRequestException("Connection refused");
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["Healthy: ", "Unhealthy: http://localhost:5000/health does not answer: Connection refused"], _reports);
    }

    [Fact]
    public async Task Follow_WithoutChecks_IsHealthyAtOnceAndOver()
    {
        _shop.HealthChecks.Clear();

        Follow();

        await _following;
        Assert.Equal(["Healthy: "], _reports);
        Assert.Equal(0, _answers.Count);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _following;
        _answers.Dispose();
        _ending.Dispose();
    }

    private void Follow()
    {
        _shop.Endpoints[0].Allocate([5000]);
        var probe = new HealthProbe(new HttpClient(_answers, disposeHandler: false), _time);
        _following = probe.FollowAsync(new(_shop, index: 0), (health, reason) => _reports.Add($"{health}: {reason}"), _ending.Token);
    }

    private List<int> CountsAfter(params double[] seconds) => [.. seconds.Select(next =>
    {
        _time.Advance(TimeSpan.FromSeconds(next));
        return _answers.Count;
    })];

    /// <summary>Answers before the call returns, so that a probe has done all that it does at a moment when the time is advanced.</summary>
    private sealed class AnsweringHandler : HttpMessageHandler
    {
        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        public Exception? Fault { get; set; }

        public int Count { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Count++;
            return Fault is null ? Task.FromResult(new HttpResponseMessage(Status)) : Task.FromException<HttpResponseMessage>(Fault);
        }
    }
}
