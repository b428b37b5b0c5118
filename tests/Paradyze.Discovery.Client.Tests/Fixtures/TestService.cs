using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace Paradyze.Discovery.Client.Tests;

/// <summary>A service on a real server, which answers with its name and with what it was asked.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private readonly WebApplication _server;

    private TestService(WebApplication server) => _server = server;

    public string Url => _server.Urls.Single();

    public int Port => new Uri(Url).Port;

    public static async Task<TestService> StartAsync(string name, Action<HttpContext>? answer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.Run(async context =>
        {
            answer?.Invoke(context);
            if (context.Response.StatusCode == StatusCodes.Status200OK)
                await context.Response.WriteAsync($"{name} {context.Request.GetEncodedUrl()}", context.RequestAborted);
        });
        await server.StartAsync(TestContext.Current.CancellationToken);
        return new TestService(server);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
