using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Paradyze.Samples.Testing;

/// <summary>A web application of this repository, in this process, with its own server on a free loopback port.</summary>
/// <typeparam name="TMarker">Any type of the application's assembly.</typeparam>
public sealed class RunningApp<TMarker> : WebApplicationFactory<TMarker> where TMarker : class
{
    private readonly IEnumerable<KeyValuePair<string, string?>> _settings;

    private RunningApp(IEnumerable<KeyValuePair<string, string?>> settings) => _settings = settings;

    public Uri Url => ClientOptions.BaseAddress;

    public static RunningApp<TMarker> Start(params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var app = new RunningApp<TMarker>(settings);
        app.UseKestrel(); // Not with a port: it would be set after the program itself has started the server.
        app.StartServer();
        return app;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("urls", "http://127.0.0.1:0");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        foreach (var (key, value) in _settings) builder.UseSetting(key, value);
    }
}
