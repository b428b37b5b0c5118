using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Paradyze.Discovery;
using Paradyze.Registry;
using Paradyze.Registry.Health.Probing;
using Paradyze.Registry.Registration;

namespace Paradyze.Benchmarks;

/// <summary>
/// Real probes over loopback of a server in another process, so many a minute, and whether the thread pool that also serves heartbeats
/// keeps its breath: first of instances that all answer, then with one in ten that takes the connection and says nothing.
/// </summary>
internal static class ProbeMeasurement
{
    private const int ProbesPerMinute = 20_000;
    private const int IntervalSeconds = 10;
    private const int Instances = ProbesPerMinute * IntervalSeconds / 60;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_measured = TimeSpan.FromSeconds(60);

    public static async Task RunAsync()
    {
        await using var server = await BytesServer.StartAsync();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start(backlog: 4096);
        foreach (var everyNthIsSilent in new[] { 0, 10 })
            await RoundAsync(i => everyNthIsSilent > 0 && i % everyNthIsSilent == 0 ? ((IPEndPoint)silent.LocalEndpoint).Port : server.Port, everyNthIsSilent);
    }

    private static async Task RoundAsync(Func<int, int> portOf, int everyNthIsSilent)
    {
        await using var registry = await QuietRegistry.StartAsync(
            0, TimeProvider.System, [("Registry:Probes:AllowedNetworks:0", "127.0.0.0/8")], services => services.AddSingleton<Prober>());
        foreach (var chunk in Enumerable.Range(0, Instances).Chunk(1024))
            await Task.WhenAll(chunk.Select(i => registry.Get<Registrar>().RegisterAsync(Registration(i, portOf(i)))));
        var prober = (IHostedService)registry.Get<Prober>();
        await prober.StartAsync(CancellationToken.None);
        await Task.Delay(s_warmUp, TimeProvider.System, CancellationToken.None);

        using var probes = new Probes();
        using var pool = new PoolWatch();
        await Task.Delay(s_measured, TimeProvider.System, CancellationToken.None);
        var (heartbeats, threads, queue) = pool.Stop();
        await prober.StopAsync(CancellationToken.None);

        var described = everyNthIsSilent == 0 ? "all answer" : $"1 in {everyNthIsSilent} says nothing";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Instances} instances every {IntervalSeconds} s, {described}: {probes.Done} probes in {s_measured.TotalSeconds:F0} s, {probes.Failed} of them failed"));
        Console.WriteLine($"  a probe begins late by      p50 {Ms(probes.Delays, 0.5)} p99 {Ms(probes.Delays, 0.99)} max {Ms(probes.Delays, 1)} ms (a turn of the wheel is {ProbeSchedule.Interval.TotalMilliseconds:F0})");
        Console.WriteLine($"  a heartbeat timer fires late by p50 {Ms(heartbeats, 0.5)} p99 {Ms(heartbeats, 0.99)} max {Ms(heartbeats, 1)} ms");
        Console.WriteLine($"  thread pool: at most {threads} threads, at most {queue} work items queued");
    }

    private static string Ms(IReadOnlyCollection<double> seconds, double part) =>
        seconds.Count == 0 ? "-" : (Timing.Percentile(seconds, part) * 1000).ToString("F1", CultureInfo.InvariantCulture);

    private static ValidRegistration Registration(int index, int port)
    {
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/i{index}");
        return new ValidRegistration
        {
            ServiceName = ServiceName.Parse(Fleet.ServiceNameOf(index)),
            InstanceId = string.Create(CultureInfo.InvariantCulture, $"i{index}"),
            Url = new Uri(url),
            WrittenUrl = url,
            Health = url + "/health",
        };
    }

    /// <summary>What the registry's own instruments say of its probes.</summary>
    private sealed class Probes : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentQueue<double> _delays = [];
        private int _done;
        private int _failed;

        public Probes()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == RegistryMeter.Name) listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) =>
            {
                if (instrument.Name == "paradyze.registry.probe.delay") _delays.Enqueue(value);
                else if (instrument.Name == "paradyze.registry.probe.duration") Interlocked.Increment(ref _done);
            });
            _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
            {
                if (instrument.Name == "paradyze.registry.probe.failures") Interlocked.Add(ref _failed, (int)value);
            });
            _listener.Start();
        }

        public int Done => _done;

        public int Failed => _failed;

        public IReadOnlyCollection<double> Delays => _delays;

        public void Dispose() => _listener.Dispose();
    }
}
