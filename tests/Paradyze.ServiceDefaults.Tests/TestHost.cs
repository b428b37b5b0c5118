using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Paradyze.ServiceDefaults.Tests;

/// <summary>Web applications on a free loopback port, untouched by the machine's own settings.</summary>
internal static class TestHost
{
    /// <summary>Nothing listens at this port, and nothing is remembered of earlier runs.</summary>
    public static readonly IReadOnlyList<KeyValuePair<string, string?>> NoRegistry =
    [
        new("ServiceDiscovery:RegistryUrl", "http://127.0.0.1:1"),
        new("ServiceDiscovery:SnapshotPath", ""),
        new("ServiceDiscovery:SelfRegistration:Enabled", "false"),
    ];

    public static WebApplicationBuilder CreateBuilder(params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(TestHost).Assembly.GetName().Name,
            EnvironmentName = Environments.Development,
        });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        return builder;
    }

    public static async Task<HttpClient> StartAndConnectAsync(this WebApplication app)
    {
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    /// <summary>The client that any class of the application would get.</summary>
    public static HttpClient GetHttpClient(this IHost host) => host.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
}
