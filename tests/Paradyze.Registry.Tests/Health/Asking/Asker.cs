using System.Net;
using Paradyze.Discovery;
using Paradyze.Registry.Health.Asking;
using Paradyze.Registry.Health.Plans;
using Paradyze.Registry.Health.Policy;

namespace Paradyze.Registry.Tests.Health.Asking;

/// <summary>Real probes, with names of a test's own.</summary>
internal sealed class Asker : IDisposable
{
    private readonly ProbeHttp _http;
    private readonly Probe _probe;

    public Asker(ProbePolicy? policy = null, params (string Host, string[] Addresses)[] names)
    {
        Names = new Names(names);
        var connector = new ProbeConnector(policy ?? new ProbePolicy(allowed: null, isLoopbackAllowed: true), Names);
        _http = new ProbeHttp(connector);
        _probe = new Probe(new HttpProbe(_http), new TcpProbe(connector), new GrpcProbe(_http), TimeProvider.System);
    }

    public Names Names { get; }

    public static ProbeCheck Check(HealthCheckType type, string url, int timeout = 10_000, string service = "") => new(type, new Uri(url), service)
    {
        Interval = TimeSpan.FromSeconds(10),
        Timeout = TimeSpan.FromMilliseconds(timeout),
        FailuresBeforeCritical = 3,
        SuccessesBeforeUp = 1,
        DeregisterAfter = TimeSpan.FromMinutes(5),
    };

    public Task<ProbeReport> AskAsync(ProbeCheck check, CancellationToken? cancellationToken = null) =>
        _probe.AskAsync(check, cancellationToken ?? TestContext.Current.CancellationToken);

    public Task<ProbeReport> GetAsync(string url, int timeout = 10_000) => AskAsync(Check(HealthCheckType.Http, url, timeout));

    public void Dispose() => _http.Dispose();
}

/// <summary>Answers for name servers: another answer each time, the last one for ever.</summary>
internal sealed class Names((string Host, string[] Addresses)[] names) : IHostLookup
{
    private int _lookups;

    public int Lookups => _lookups;

    /// <summary>What happens while a name is looked up.</summary>
    public Action Meanwhile { get; set; } = () => { };

    public Task<IPAddress[]> FindAsync(string host, CancellationToken cancellationToken)
    {
        Meanwhile();
        var lookup = Interlocked.Increment(ref _lookups) - 1;
        var answers = names.Where(name => name.Host == host).Select(name => name.Addresses).ToList();
        return answers.Count == 0
            ? Task.FromException<IPAddress[]>(new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.HostNotFound))
            : Task.FromResult(answers[Math.Min(lookup, answers.Count - 1)].Select(IPAddress.Parse).ToArray());
    }
}
