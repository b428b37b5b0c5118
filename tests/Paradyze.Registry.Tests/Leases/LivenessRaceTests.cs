using Paradyze.Discovery;
using Paradyze.Registry.Leases;
using Paradyze.Registry.Registration;

namespace Paradyze.Registry.Tests.Leases;

/// <summary>Registrations, heartbeats, expiry, removal and the guard, all at a time, on the same few instances.</summary>
public sealed class LivenessRaceTests : IAsyncLifetime
{
    private const string Service = "orders";
    private const int Rounds = 1500;
    private const int LongestLease = 3;

    private static readonly string[] s_ids = [.. Enumerable.Range(0, 8).Select(i => $"i{i}")];
    private static readonly ServiceName s_service = ServiceName.Parse(Service);

    private QuietRegistry _registry = null!;

    public async ValueTask InitializeAsync() => _registry = await QuietRegistry.StartAsync();

    public ValueTask DisposeAsync() => _registry.DisposeAsync();

    [Fact]
    public async Task Everything_AtATime_LeavesWhatIsCommittedInLineWithWhatIsKnown()
    {
        await Task.WhenAll([
            .. Enumerable.Range(0, 3).Select(worker => AtATime(worker, RegisterAsync)),
            .. Enumerable.Range(3, 3).Select(worker => AtATime(worker, BeatAsync)),
            AtATime(6, UnregisterAsync),
            AtATime(7, PassAsync),
        ]);

        await _registry.SettleAsync();
        foreach (var id in s_ids) await _registry.Registrar.RegisterAsync(Registration(id, "last", LongestLease));
        Assert.All(_registry.Catalog.Find(Service)!.Instances, instance => Assert.Same(instance, VitalsOf(instance.Key.InstanceId)!.Instance));
        Assert.Equal(s_ids.Length, _registry.Count(Service, InstanceStatus.Up));
        Assert.All(s_ids, id => Assert.Equal(HeartbeatResult.Heard, _registry.Beat(Service, id, "last")));

        // Whoever falls silent now is found in time, and nobody is kept.
        await _registry.PassAsync(TimeSpan.FromSeconds(LongestLease + 1));
        Assert.Equal(0, _registry.Count(Service, InstanceStatus.Up));
        await _registry.PassAsync(TimeSpan.FromMinutes(12));
        Assert.Empty(_registry.Statuses(Service));
        Assert.All(s_ids, id => Assert.Null(VitalsOf(id)));
        Assert.Empty(_registry.Guard.Holding);
    }

    private static Task AtATime(int worker, Func<Random, Task> act) => Task.Run(
        async () =>
        {
            var random = new Random(worker);
            for (var round = 0; round < Rounds; round++) await act(random);
        },
        TestContext.Current.CancellationToken);

    private Task RegisterAsync(Random random) => _registry.Registrar.RegisterAsync(Registration(IdOf(random), GenerationOf(random), random.Next(1, LongestLease + 1)));

    private Task BeatAsync(Random random)
    {
        _registry.Beat(Service, IdOf(random), GenerationOf(random), random.Next(3) == 0 ? "database away" : null);
        return Task.CompletedTask;
    }

    private Task UnregisterAsync(Random random) => _registry.Registrar.UnregisterAsync(new UnregisterRequest(s_service) { InstanceId = IdOf(random) });

    private Task PassAsync(Random random)
    {
        _registry.Time.Advance(TimeSpan.FromMilliseconds(random.Next(300)));
        _registry.Get<LivenessSweeper>().Sweep();
        return _registry.SettleAsync();
    }

    private Vitals? VitalsOf(string id) => _registry.Get<VitalsTable>().Find(new InstanceKey(Service, id));

    private static ValidRegistration Registration(string id, string generation, int lease) => Instances.Registration(Service, id, lease) with { Generation = generation };

    private static string IdOf(Random random) => s_ids[random.Next(s_ids.Length)];

    private static string GenerationOf(Random random) => random.Next(2) == 0 ? "first" : "second";
}
