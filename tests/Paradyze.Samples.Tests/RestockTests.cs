using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Paradyze.Samples.Testing;
using Products;
using Restock;

namespace Paradyze.Samples.Tests;

public sealed class RestockTests : IDisposable
{
    private static readonly string[] s_low = ["grinder-burr", "knife-chef", "pan-iron"];

    private readonly RunningApp<Shelves> _products = RunningApp<Shelves>.Start(RunningRegistry.None);
    private readonly FakeTimeProvider _clock = new();
    private readonly FakeLogger<RestockWorker> _log = new();

    [Fact]
    public async Task Round_SomeShelvesAreLow_FillsThem()
    {
        using var worker = await StartAsync(_products.CreateClient());

        await WaitForLogAsync(s_low.Length);

        Assert.Equal(
            [
                $"Put 9 pieces of 'grinder-burr' on the shelf of {ServedBy}: 12 now.",
                $"Put 18 pieces of 'knife-chef' on the shelf of {ServedBy}: 24 now.",
                $"Put 16 pieces of 'pan-iron' on the shelf of {ServedBy}: 18 now.",
            ],
            Lines);
        var low = await new ProductsClient(_products.CreateClient()).ListLowAsync(TestContext.Current.CancellationToken);
        Assert.Empty(low.Products);
        await worker.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Round_ProductsWasAway_IsDoneWhenItIsBack()
    {
        using var http = _products.CreateDefaultClient(_products.Url, new AwayOnce());
        using var worker = await StartAsync(http);
        await WaitForLogAsync(1);
        Assert.Equal(["Products is away, to be asked again every 00:00:10: It is Sunday."], Lines);

        _clock.Advance(TimeSpan.FromSeconds(10));

        await WaitForLogAsync(1 + s_low.Length);
        await worker.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Round_TheInstanceThatAnswersIsFullAlready_SaysNothingOfIt()
    {
        using var full = RunningApp<Shelves>.Start(RunningRegistry.None);
        var client = new ProductsClient(full.CreateClient());
        var low = await client.ListLowAsync(TestContext.Current.CancellationToken);
        foreach (var product in low.Products)
            await client.RestockAsync(product.Sku, product.Capacity, TestContext.Current.CancellationToken);
        var elsewhere = new FirstRestocksElsewhere(full.Url, s_low.Length);
        using var http = _products.CreateDefaultClient(_products.Url, elsewhere);
        using var worker = await StartAsync(http);
        await elsewhere.AllSent.WaitAsync(TestContext.Current.CancellationToken);

        _clock.Advance(TimeSpan.FromSeconds(10));

        await WaitForLogAsync(s_low.Length);
        Assert.All(Lines, line => Assert.Contains(ServedBy, line, StringComparison.Ordinal));
        await worker.StopAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose() => _products.Dispose();

    private string ServedBy => _products.Url.AbsoluteUri.TrimEnd('/');

    private IEnumerable<string> Lines => _log.Collector.GetSnapshot().Select(record => record.Message);

    private async Task<RestockWorker> StartAsync(HttpClient http)
    {
        var worker = new RestockWorker(new ProductsClient(http), Options.Create(new RestockOptions()), _clock, _log);
        await worker.StartAsync(TestContext.Current.CancellationToken);
        return worker;
    }

    private Task WaitForLogAsync(int lines) => Eventually.TrueAsync(
        () => Task.FromResult(_log.Collector.Count == lines),
        () => Task.FromResult($"the log has these lines instead of {lines}:\n{string.Join('\n', Lines)}"));

    private sealed class AwayOnce : DelegatingHandler
    {
        private bool _wasAway;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_wasAway) return base.SendAsync(request, cancellationToken);
            _wasAway = true;
            throw new HttpRequestException("It is Sunday.");
        }
    }

    /// <summary>Sends the first restocks to another instance than the one that lists what is low.</summary>
    private sealed class FirstRestocksElsewhere(Uri other, int restocks) : DelegatingHandler
    {
        private readonly TaskCompletionSource _allSent = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly HttpMessageInvoker _other = new(new SocketsHttpHandler());
        private int _sent;

        public Task AllSent => _allSent.Task;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Get || _sent == restocks) return await base.SendAsync(request, cancellationToken);
            request.RequestUri = new Uri(other, request.RequestUri!.PathAndQuery);
            var response = await _other.SendAsync(request, cancellationToken);
            if (++_sent == restocks) _allSent.SetResult();
            return response;
        }

        protected override void Dispose(bool disposing)
        {
            _other.Dispose();
            base.Dispose(disposing);
        }
    }
}
