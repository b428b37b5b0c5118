using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Paradyze.ServiceDefaults.Tests;

public sealed class CallsByNameTests
{
    [Fact]
    public async Task Get_AnInstanceFails_IsRetriedAtTheOther()
    {
        await using var service = await TwoInstances.StartAsync();
        await using var caller = CreateCaller(service.Settings);

        using var response = await caller.GetHttpClient().GetAsync("http://orders/1", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([1, 1], service.Calls);
    }

    [Fact]
    public async Task Post_AnInstanceFails_IsNotRetried()
    {
        await using var service = await TwoInstances.StartAsync();
        await using var caller = CreateCaller(service.Settings);

        using var response = await caller.GetHttpClient().PostAsync("http://orders/1", content: null, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(1, service.Calls.Sum());
    }

    [Fact]
    public async Task Get_NobodyKnowsTheService_FailsWithEverySourceThatWasTried()
    {
        await using var caller = CreateCaller();

        var error = await Assert.ThrowsAnyAsync<Exception>(
            () => caller.GetHttpClient().GetAsync("http://nobody/1", TestContext.Current.CancellationToken));

        Assert.Contains("'nobody'", error.Message, StringComparison.Ordinal);
        Assert.Contains("registry", error.Message, StringComparison.Ordinal);
        Assert.Contains("NOBODY_URL", error.Message, StringComparison.Ordinal);
        Assert.Contains("Services:nobody", error.Message, StringComparison.Ordinal);
    }

    private static WebApplication CreateCaller(params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var builder = TestHost.CreateBuilder([.. settings, .. TestHost.NoRegistry]);
        builder.AddServiceDefaults();
        return builder.Build();
    }

    /// <summary>Two instances of the service <c>orders</c>; whichever is called first fails, once.</summary>
    private sealed class TwoInstances : IAsyncDisposable
    {
        private readonly WebApplication[] _instances;
        private readonly int[] _calls = [0, 0];
        private int _failed;

        private TwoInstances() => _instances = [Create(0), Create(1)];

        public IReadOnlyList<int> Calls => _calls;

        public IEnumerable<KeyValuePair<string, string?>> Settings =>
            _instances.Select((instance, i) => KeyValuePair.Create($"Services:orders:http:{i}", (string?)instance.Urls.Single()));

        public static async Task<TwoInstances> StartAsync()
        {
            var instances = new TwoInstances();
            foreach (var instance in instances._instances) await instance.StartAsync(TestContext.Current.CancellationToken);
            return instances;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var instance in _instances) await instance.DisposeAsync();
        }

        private WebApplication Create(int index)
        {
            var app = TestHost.CreateBuilder().Build();
            app.Map("/{id}", () =>
            {
                Interlocked.Increment(ref _calls[index]);
                return Interlocked.Exchange(ref _failed, 1) == 0 ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable) : Results.Ok();
            });
            return app;
        }
    }
}
