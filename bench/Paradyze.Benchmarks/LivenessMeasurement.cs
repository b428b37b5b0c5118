using System.Buffers;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Leases;
using Paradyze.Registry.Registration;

namespace Paradyze.Benchmarks;

/// <summary>
/// What leases of 30 s cost: heartbeats, and a sweep in which every lease is looked at and one of a hundred has expired, beside reads.
/// </summary>
internal static class LivenessMeasurement
{
    private const int OneExpiresOf = 100;
    private const int Rounds = 3;
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(int count)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var time = new ManualTime();
            await using var registry = await QuietRegistry.StartAsync(count, time);
            Console.WriteLine(await RoundAsync(registry, time, count));
        }
    }

    private static async Task<string> RoundAsync(QuietRegistry registry, ManualTime time, int count)
    {
        var sweeper = registry.Get<LivenessSweeper>();
        for (var second = 0; second < 20; second++) Pass();
        Beat(registry, count); // while the runtime still compiles
        var (perHeartbeat, allocated) = Beat(registry, count);
        for (var second = 0; second < 10; second++) Pass();
        time.Advance(s_second);

        var idle = Read(registry, count, new CancellationTokenSource(s_second).Token);
        using var swept = new CancellationTokenSource();
        var reading = Task.Factory.StartNew(() => Read(registry, count, swept.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var seconds = await Timing.SecondsAsync(async () =>
        {
            sweeper.Sweep();
            await registry.SettleAsync();
        });
        await swept.CancelAsync();
        var beside = await reading;

        var expired = registry.Get<ServiceCatalog>().Current.Services.Sum(service => service.Instances.Count(instance => instance.Status is InstanceStatus.Unhealthy));
        var (p99Idle, p99Beside) = (Timing.Percentile(idle, 0.99), Timing.Percentile(beside, 0.99));
        return $"{count} leases: {perHeartbeat * 1e9:F0} ns, {allocated:F2} B a heartbeat; sweep of all with {expired} expiries committed in {seconds:F2} s; "
            + $"read p99 {p99Idle * 1e6:F1} us idle, {p99Beside * 1e6:F1} us beside it, ratio {p99Beside / p99Idle:F2}";

        void Pass()
        {
            time.Advance(s_second);
            sweeper.Sweep();
        }
    }

    /// <summary>Hears all but one of a hundred, in no order, in requests of 10,000.</summary>
    private static (double Seconds, double Bytes) Beat(QuietRegistry registry, int count)
    {
        var registrar = registry.Get<Registrar>();
        var order = Enumerable.Range(0, count).Where(index => index % OneExpiresOf != 0).ToArray();
        new Random(1).Shuffle(order);
        var results = new HeartbeatResult[HeartbeatRequest.MaxInstances];
        var (seconds, bytes) = (0.0, 0L);
        foreach (var request in order.Chunk(HeartbeatRequest.MaxInstances))
        {
            var heartbeats = request.Select(Fleet.Heartbeat).ToArray();
            Action send = () => registrar.Heartbeat(heartbeats, results);
            var before = GC.GetAllocatedBytesForCurrentThread();
            seconds += Timing.Seconds(send);
            bytes += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return (seconds / order.Length, bytes / (double)order.Length);
    }

    /// <summary>Reads services at random and tells how long each took.</summary>
    private static List<double> Read(QuietRegistry registry, int count, CancellationToken stop)
    {
        var catalog = registry.Get<ServiceCatalog>();
        var answer = new ArrayBufferWriter<byte>(64 * 1024);
        var random = new Random(2);
        var names = Enumerable.Range(0, 10_000).Select(_ => Fleet.ServiceNameOf(random.Next(count))).ToArray();
        var took = new List<double>();
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var name = names[i % names.Length];
            took.Add(Timing.Seconds(() =>
            {
                answer.ResetWrittenCount();
                var cell = catalog.Find(name)!;
                cell.Answer(catalog.Epoch).WriteTo(answer, cell.TakeTurn(cell.Serving));
            }));
        }

        return took;
    }
}
