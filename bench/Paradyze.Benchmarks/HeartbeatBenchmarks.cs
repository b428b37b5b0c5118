using BenchmarkDotNet.Attributes;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Registration;

namespace Paradyze.Benchmarks;

/// <summary>A heartbeat of one instance of a million in process, each time of another one somewhere. Budget: 300 ns, no allocation.</summary>
[MemoryDiagnoser]
public class HeartbeatBenchmarks
{
    private const int Instances = 1_000_000;
    private const int Keys = 1 << 18;

    private readonly (string ServiceName, string InstanceId, string? Generation)[] _keys = new (string, string, string?)[Keys];
    private QuietRegistry _registry = null!;
    private Registrar _registrar = null!;
    private int _next;

    /// <summary>Registers a million instances.</summary>
    [GlobalSetup]
    public void Fill()
    {
        _registry = QuietRegistry.StartAsync(Instances, TimeProvider.System).GetAwaiter().GetResult();
        _registrar = _registry.Get<Registrar>();
        var random = new Random(1);
        for (var i = 0; i < Keys; i++)
        {
            var registration = Fleet.Registration(random.Next(Instances));
            _keys[i] = (registration.ServiceName.Value, registration.InstanceId, registration.Generation);
        }
    }

    /// <summary>Stops it.</summary>
    [GlobalCleanup]
    public void Stop() => _registry.DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Hears the next instance.</summary>
    [Benchmark]
    public int Heartbeat()
    {
        var (serviceName, instanceId, generation) = _keys[_next++ & (Keys - 1)];
        return (int)_registrar.Heartbeat(new InstanceKeyText(serviceName, instanceId), generation, selfReport: null);
    }
}
