using Microsoft.Extensions.DependencyInjection;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Health.Asking;
using Paradyze.Registry.Health.Probing;
using Paradyze.Registry.Tests.Leases;
using Paradyze.Testing;

namespace Paradyze.Registry.Tests.Health.Probing;

/// <summary>The quiet registry with probes: what is due is probed in the test's own turn.</summary>
internal sealed class ProbingRegistry : IAsyncDisposable
{
    private ProbingRegistry(QuietRegistry registry, FakeProbe probe) => (Registry, Probe) = (registry, probe);

    public QuietRegistry Registry { get; }

    public FakeProbe Probe { get; }

    public ProbeSchedule Schedule => Registry.Get<ProbeSchedule>();

    public static async Task<ProbingRegistry> StartAsync(
        TempFolder? data = null, Action<IServiceCollection>? configure = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        var probe = new FakeProbe();
        var registry = await QuietRegistry.StartAsync(
            data,
            configure: services =>
            {
                services.AddSingleton<IProbe>(probe).AddSingleton(new Random(7)).AddSingleton<Prober>();
                configure?.Invoke(services);
            },
            settings: settings);
        return new ProbingRegistry(registry, probe);
    }

    /// <summary>Registers an instance without a lease, unless <paramref name="registration"/> says otherwise.</summary>
    public Task RegisterAsync(string id, Func<Paradyze.Registry.Registration.ValidRegistration, Paradyze.Registry.Registration.ValidRegistration>? registration = null)
    {
        var plain = Instances.Registration("orders", id);
        return Registry.Registrar.RegisterAsync(registration?.Invoke(plain) ?? plain);
    }

    /// <summary>Probes what is due now.</summary>
    public async Task TurnAsync(CancellationToken? stop = null)
    {
        Schedule.Turn();
        while (Schedule.Due.TryRead(out var due)) await Registry.Get<Prober>().RunAsync(due, stop ?? TestContext.Current.CancellationToken);
        await Registry.SettleAsync();
    }

    /// <summary>Lets time pass second by second, and with it everything that is due.</summary>
    public async Task PassAsync(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            await Registry.PassAsync(TimeSpan.FromSeconds(1));
            await TurnAsync();
        }
    }

    public RegisteredInstance? Find(string id) => Registry.Catalog.Find(new InstanceKey("orders", id));

    /// <summary>An instance's status and the reason.</summary>
    public string Status(string id) => Find(id) is { } found ? $"{found.Status.ToWord()} ({found.State.Reason})" : "gone";

    public InstanceProbes Probes(string id) => Schedule.Describe(new InstanceKey("orders", id))!;

    public ValueTask DisposeAsync() => Registry.DisposeAsync();
}
