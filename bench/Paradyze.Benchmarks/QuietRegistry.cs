using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Paradyze.Registry;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal;
using Paradyze.Registry.Leases;
using Paradyze.Registry.Registration;

namespace Paradyze.Benchmarks;

/// <summary>The registry without network, filled: a fleet with leases of 30 s on the in-memory journal.</summary>
internal sealed class QuietRegistry : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private QuietRegistry(ServiceProvider services) => _services = services;

    private IEnumerable<IHostedService> Parts => _services.GetServices<IHostedService>().Where(part => part is CatalogFollower or CommitLoop);

    /// <param name="count">How many instances.</param>
    /// <param name="time">The clock that leases go by.</param>
    /// <param name="more">Further settings.</param>
    /// <param name="configure">Adds services.</param>
    public static async Task<QuietRegistry> StartAsync(
        int count, TimeProvider time, IEnumerable<(string Key, string Value)>? more = null, Action<IServiceCollection>? configure = null)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Registry:Data"] = "nowhere" };
        foreach (var (key, value) in more ?? []) settings[key] = value;
        var services = new ServiceCollection().AddLogging().AddMetrics();
        services.AddRegistry(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddSingleton(time);
        services.AddSingleton<LivenessSweeper>();
        services.AddSingleton<IJournal>(provider => new InMemoryJournal(provider.GetRequiredService<TimeProvider>()));
        configure?.Invoke(services);
        var registry = new QuietRegistry(services.BuildServiceProvider());
        foreach (var part in registry.Parts) await part.StartAsync(CancellationToken.None);
        var registrar = registry.Get<Registrar>();
        foreach (var chunk in Enumerable.Range(0, count).Chunk(1024))
            await Task.WhenAll(chunk.Select(index => registrar.RegisterAsync(Fleet.Registration(index))));
        return registry;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Waits until everything found so far is committed.</summary>
    public async Task SettleAsync()
    {
        do await Get<CommitLoop>().SubmitAsync(new Nothing());
        while (Get<CommitLoop>().Waiting > 0);
        await Get<CommitLoop>().SubmitAsync(new Nothing());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in Parts.Reverse()) await part.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }

    private sealed class Nothing : IChangeRequest<bool>
    {
        public Decision<bool> Decide(CatalogDraft state) => Decision<bool>.Nothing(true);
    }
}
