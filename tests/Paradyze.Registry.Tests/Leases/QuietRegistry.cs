using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Health;
using Paradyze.Registry.Leases;
using Paradyze.Registry.Registration;
using Paradyze.Testing;

namespace Paradyze.Registry.Tests.Leases;

/// <summary>The whole registry without network and timers: time stands still until a test lets it pass.</summary>
internal sealed class QuietRegistry : IAsyncDisposable
{
    private static readonly TimeSpan s_step = TimeSpan.FromSeconds(1);

    private readonly ServiceProvider _services;
    private readonly List<Member> _members = [];

    private QuietRegistry(ServiceProvider services) => _services = services;

    public FakeTimeProvider Time => (FakeTimeProvider)Get<TimeProvider>();

    public ServiceCatalog Catalog => Get<ServiceCatalog>();

    public MassFailureGuard Guard => Get<MassFailureGuard>();

    public Registrar Registrar => Get<Registrar>();

    private CommitLoop Loop => Get<CommitLoop>();

    /// <param name="data">The folder of its state; in memory when left out.</param>
    /// <param name="snapshotBytes">How many bytes of commits are worth a snapshot.</param>
    /// <param name="configure">Adds and replaces services.</param>
    /// <param name="settings">Settings other than the usual ones.</param>
    public static async Task<QuietRegistry> StartAsync(
        TempFolder? data = null,
        long snapshotBytes = long.MaxValue,
        Action<IServiceCollection>? configure = null,
        IReadOnlyDictionary<string, string>? settings = null)
    {
        var all = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Registry:Journal:Kind"] = data is null ? "Memory" : "File",
            ["Registry:Journal:SnapshotBytes"] = snapshotBytes.ToString(CultureInfo.InvariantCulture),
            ["Registry:Data"] = data?.Path ?? "nowhere",
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>(StringComparer.Ordinal)) all[name] = value;
        var services = new ServiceCollection().AddLogging().AddMetrics();
        services.AddRegistry(new ConfigurationBuilder().AddInMemoryCollection(all).Build());
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(Instances.Start));
        services.AddSingleton<LivenessSweeper>();
        configure?.Invoke(services);
        var registry = new QuietRegistry(services.BuildServiceProvider());
        foreach (var part in registry.Parts) await part.StartAsync(TestContext.Current.CancellationToken);
        return registry;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Registers instances that send heartbeats at every third of their lease, each at a moment of its own.</summary>
    public async Task<List<Member>> RegisterAsync(string service, int count, int lease = 30, string? zone = null)
    {
        var first = _members.Count;
        for (var i = 0; i < count; i++) _members.Add(new Member(service, $"{zone}i{first + i}", lease, Phase: i % (lease / 3)));
        var added = _members[first..];
        await Task.WhenAll(added.Select(member => Registrar.RegisterAsync(Instances.Registration(service, member.Id, lease) with { Zone = zone })));
        return added;
    }

    /// <summary>Lets time pass second by second, with heartbeats of those that reach the registry, and everything that is due.</summary>
    public async Task PassAsync(TimeSpan span, Action? afterEachSecond = null)
    {
        for (var passed = TimeSpan.Zero; passed < span; passed += s_step)
        {
            Time.Advance(s_step);
            await TurnAsync();
            afterEachSecond?.Invoke();
        }
    }

    /// <summary>Lets so much time pass that nobody looked at anything meanwhile.</summary>
    public Task SuspendAsync(TimeSpan span)
    {
        Time.Advance(span);
        return TurnAsync();
    }

    public IEnumerable<InstanceStatus> Statuses(string service) => Catalog.Find(service)?.Instances.Select(instance => instance.Status) ?? [];

    public int Count(string service, InstanceStatus status) => Statuses(service).Count(of => of == status);

    public int HandedOut(string service) => Catalog.Find(service)?.Serving.Length ?? 0;

    public async ValueTask DisposeAsync()
    {
        foreach (var part in Parts.Reverse()) await part.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }

    private IEnumerable<IHostedService> Parts =>
        _services.GetServices<IHostedService>().Where(part => part is CatalogFollower or CommitLoop);

    private async Task TurnAsync()
    {
        var second = Time.GetUtcNow().ToUnixTimeSeconds();
        foreach (var member in _members.Where(member => member.Reaches && second % (member.Lease / 3) == member.Phase))
            Beat(member.Service, member.Id, selfReport: member.SelfReport);
        Get<LivenessSweeper>().Sweep();
        await SettleAsync();
    }

    /// <summary>Sends one heartbeat.</summary>
    public HeartbeatResult Beat(string service, string id, string? generation = null, string? selfReport = null)
    {
        var heartbeat = new Heartbeat
        {
            ServiceName = service,
            InstanceId = id,
            Generation = generation,
            Status = selfReport is null ? null : InstanceStatus.Unhealthy,
            Reason = selfReport,
        };
        var result = new HeartbeatResult[1];
        Registrar.Heartbeat([heartbeat], result);
        return result[0];
    }

    /// <summary>Waits until everything found so far is committed.</summary>
    public async Task SettleAsync()
    {
        do await Loop.SubmitAsync(new Nothing());
        while (Loop.Waiting > 0);
        await Loop.SubmitAsync(new Nothing());
    }

    /// <summary>One instance of a fleet.</summary>
    internal sealed record Member(string Service, string Id, int Lease, int Phase)
    {
        /// <summary>Whether its heartbeats arrive.</summary>
        public bool Reaches { get; set; } = true;

        public string? SelfReport { get; set; }
    }

    private sealed class Nothing : IChangeRequest<bool>
    {
        public Decision<bool> Decide(CatalogDraft state) => Decision<bool>.Nothing(true);
    }
}
