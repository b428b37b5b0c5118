using System.Net;
using Paradyze.Testing;

namespace Paradyze.AppHost.Tests;

/// <summary>The whole system, as one command starts it, on ports and with a data folder of its own.</summary>
public sealed class AppHostTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly TempFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Run_Started_EveryResourceBecomesHealthyAndTheGatewayAnswersForOrders()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        string[] args = [$"--Registry:Data={_data.Path}"];
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Paradyze_AppHost>(args, limit.Token);
        await using var app = await builder.BuildAsync(limit.Token);
        await app.StartAsync(limit.Token);
        foreach (var name in (string[])["registry", "products", "orders", "restock", "gateway"])
            await app.ResourceNotifications.WaitForResourceHealthyAsync(name, limit.Token);
        using var gateway = app.CreateHttpClient("gateway");

        // A service is healthy a moment before it is registered.
        using var answer = await Eventually.AnswersAsync(gateway, "/orders", HttpStatusCode.OK, limit.Token);

        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty(Directory.EnumerateFiles(_data.Path));
    }
}
