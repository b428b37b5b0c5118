using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Paradyze.Registry.Health.Probing;

namespace Paradyze.Testing;

/// <summary>The real registry in this process: Kestrel on a free port of loopback, its own data folder, time that stands still.</summary>
public sealed class RegistryServer : WebApplicationFactory<Program>
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    private readonly TempFolder? _ownFolder;
    private readonly Action<IServiceCollection>? _configure;
    private readonly bool _isProbing;

    /// <param name="data">The data folder; one that goes with this server when left out.</param>
    /// <param name="configure">Replaces services.</param>
    /// <param name="isProbing">Whether instances are probed. When not, those that promise no heartbeat wait for their first probe for ever.</param>
    public RegistryServer(TempFolder? data = null, Action<IServiceCollection>? configure = null, bool isProbing = false)
    {
        _isProbing = isProbing;
        _ownFolder = data is null ? new TempFolder() : null;
        Data = data ?? _ownFolder!;
        _configure = configure;
        UseKestrel();
        StartServer();
    }

    public TempFolder Data { get; }

    public FakeTimeProvider Time { get; } = new(s_start);

    public Uri Address => ClientOptions.BaseAddress;

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .UseSetting("SERVICE_REGISTRY_PORT", "0")
        .UseSetting("SERVICE_REGISTRY_DATA", Data.Path)
        .UseSetting("Logging:LogLevel:Default", "Warning")
        .UseSetting("Logging:LogLevel:Microsoft.Hosting.Lifetime", "Warning")
        .ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Time);
            if (!_isProbing) services.Remove(services.Single(service => service.ImplementationType == typeof(Prober)));
            _configure?.Invoke(services);
        });

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _ownFolder?.Dispose();
    }
}
