using BenchmarkDotNet.Attributes;
using Paradyze.Discovery;
using Paradyze.Registry.Registration;

namespace Paradyze.Benchmarks;

/// <summary>Heartbeats of a million instances in process, in requests of 10,000 that lie anywhere. Budget of one: 300 ns, no allocation.</summary>
[MemoryDiagnoser]
public class HeartbeatBenchmarks
{
    private const int Instances = 1_000_000;
    private const int Requests = 16;

    private readonly Heartbeat[][] _requests = new Heartbeat[Requests][];
    private readonly HeartbeatResult[] _results = new HeartbeatResult[HeartbeatRequest.MaxInstances];
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
        for (var i = 0; i < Requests; i++)
            _requests[i] = [.. Enumerable.Range(0, HeartbeatRequest.MaxInstances).Select(_ => Fleet.Heartbeat(random.Next(Instances)))];
    }

    /// <summary>Stops it.</summary>
    [GlobalCleanup]
    public void Stop() => _registry.DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Hears the next request.</summary>
    [Benchmark(OperationsPerInvoke = HeartbeatRequest.MaxInstances)]
    public void Heartbeat() => _registrar.Heartbeat(_requests[_next++ & (Requests - 1)], _results);
}
