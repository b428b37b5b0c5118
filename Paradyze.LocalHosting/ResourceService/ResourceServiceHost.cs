using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Paradyze.LocalHosting.ApplicationModel;
using Paradyze.LocalHosting.Orchestration;
using Paradyze.LocalHosting.Ports;
using Paradyze.LocalHosting.Reporting;

namespace Paradyze.LocalHosting.ResourceService;

/// <summary>
/// Serves the resources to Aspire's dashboard, from before the first process is started until after the last has ended. It is a web
/// application of its own, with no configuration but its address, so that nothing meant for the app host or its dashboard reaches it.
/// </summary>
internal sealed class ResourceServiceHost(
    IConfiguration configuration,
    PortAllocator ports,
    ConsoleReporter reporter,
    TimeProvider time,
    IServiceProvider services) : IHostedLifecycleService, IAsyncDisposable
{
    // For watchers that do not read to the end.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private WebApplication? _server;

    /// <summary>Gets where it listens, once it has been started.</summary>
    public string Address { get; private set; } = "";

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var settings = ResourceServiceSettings.Read(configuration, ports.IgnoresFixedPorts);
        _server = Build(settings);
        try
        {
            await _server.StartAsync(cancellationToken);
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException)
        {
            throw settings.Fault($"the port is already in use{PortHolder.Describe(settings.Port)}. Stop that process, or choose another port.");
        }
        catch (SocketException fault) // such as an address of another machine, or a port that needs more rights
        {
            throw settings.Fault($"the system does not let it be listened on ({fault.Message}). Choose another address.");
        }

        Address = settings.Port == 0 ? _server.Urls.Single() : settings.ToString();
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        reporter.Serving(Address);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _server, null) is not { } server)
            return;

        using var grace = new CancellationTokenSource(Grace, time);
        await server.StopAsync(grace.Token);
        await server.DisposeAsync();
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // A start that is cut short ends without a stop.
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    private WebApplication Build(ResourceServiceSettings settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, settings));
        builder.Services.AddSingleton<IHostLifetime, GuestLifetime>();
        builder.Services.AddGrpc(grpc => grpc.EnableDetailedErrors = true);
        Share<ReplicaRecords>(builder);
        Share<ConsoleLogs>(builder);
        Share<ReplicaTable>(builder);
        Share<ResourceCommandService>(builder);
        Share<ApplicationName>(builder);

        var server = builder.Build();
        if (settings.ApiKey is not null)
            server.Use(new ApiKeyGate(settings.ApiKey).InvokeAsync);
        server.MapGrpcService<DashboardService>();
        return server;
    }

    private void Share<T>(WebApplicationBuilder builder)
        where T : class => builder.Services.AddSingleton(services.GetRequiredService<T>());

    private static void Listen(KestrelServerOptions kestrel, ResourceServiceSettings settings)
    {
        if (settings.Host is not null)
            kestrel.Listen(settings.Host, settings.Port, UseHttp2);
        else if (settings.Port == 0)
            kestrel.Listen(IPAddress.Loopback, settings.Port, UseHttp2); // the two families of localhost would get two ports
        else
            kestrel.ListenLocalhost(settings.Port, UseHttp2);
    }

    // Without TLS nobody negotiates: the dashboard begins with HTTP/2, and browsers, which cannot, stay outside.
    private static void UseHttp2(ListenOptions listen) => listen.Protocols = HttpProtocols.Http2;
}
