using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Testing;

namespace Paradyze.Discovery.Client.Tests;

/// <summary>A client as a host would build it, with a clock, environment variables and configuration of the test's own.</summary>
internal sealed class ClientFixture : IAsyncDisposable
{
    private readonly Lazy<ServiceProvider> _provider;

    public ClientFixture(string registryUrl = "http://127.0.0.1:9", string environment = "Development")
    {
        Variables["SERVICE_REGISTRY_URL"] = registryUrl;
        Settings["ServiceDiscovery:SnapshotPath"] = "";
        EnvironmentName = environment;
        _provider = new(Build);
    }

    public ClientFixture(FakeRegistry registry, string environment = "Development") : this(registry.Url, environment)
    {
    }

    public string EnvironmentName { get; }

    public ObservedTime Time { get; } = new();

    /// <summary>The background loop's own clock: it stands, unless a test is about the loop.</summary>
    public ObservedTime LoopTime { get; } = new();

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string?> Settings { get; } = new(StringComparer.OrdinalIgnoreCase);

    public ServiceCollection Services { get; } = [];

    public FakeLogCollector Logs => Get<FakeLogCollector>();

    public ServiceResolver Resolver => Get<ServiceResolver>();

    public ServiceDiscoveryClient Client => Get<ServiceDiscoveryClient>();

    public T Get<T>()
        where T : notnull => _provider.Value.GetRequiredService<T>();

    /// <summary>One round of the background loop, now.</summary>
    public Task RefreshAsync() => Get<RegistryPoller>().RefreshAsync(TestContext.Current.CancellationToken);

    public async Task<string> ResolveUrlAsync(string service) =>
        (await Resolver.ResolveAsync(service, TestContext.Current.CancellationToken)).Url.ToString();

    public async ValueTask DisposeAsync()
    {
        if (_provider.IsValueCreated) await _provider.Value.DisposeAsync();
    }

    private ServiceProvider Build()
    {
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddSingleton(services => ActivatorUtilities.CreateInstance<RefreshLoop>(services, LoopTime));
        Services.AddSingleton<EnvironmentVariables>(name => Variables.GetValueOrDefault(name));
        Services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(Settings).Build());
        Services.AddSingleton<IHostEnvironment>(
            new HostingEnvironment { ApplicationName = "Paradyze.Test", EnvironmentName = EnvironmentName });
        Services.AddFakeLogging();
        Services.AddParadyzeDiscovery();
        return Services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }
}
