using System.Diagnostics.Metrics;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;

namespace Paradyze.Registry;

/// <summary>
/// What the registry measures of itself, under the meter <c>Paradyze.Registry</c>. Requests by route are measured by ASP.NET Core
/// (<c>http.server.request.duration</c>).
/// </summary>
internal sealed class RegistryMeter
{
    public const string Name = "Paradyze.Registry";

    private readonly Histogram<double> _commitDuration;
    private readonly Histogram<int> _batchSize;
    private readonly Histogram<double> _snapshotDuration;
    private readonly Counter<long> _journalBytes;
    private readonly Histogram<double> _probeDuration;
    private readonly Histogram<double> _probeDelay;
    private readonly Counter<long> _probeFailures;
    private readonly Counter<long> _guardTrips;
    private readonly Meter _meter;

    public RegistryMeter(IMeterFactory meters, ServiceCatalog catalog)
    {
        _meter = meters.Create(Name);
        _commitDuration = _meter.CreateHistogram<double>("paradyze.registry.commit.duration", "s", "From the decision of a batch to its being durable and visible.");
        _batchSize = _meter.CreateHistogram<int>("paradyze.registry.commit.changes", "{change}", "Changes that were made durable together.");
        _snapshotDuration = _meter.CreateHistogram<double>("paradyze.registry.snapshot.duration", "s", "From the start of a snapshot to its standing in its place.");
        _journalBytes = _meter.CreateCounter<long>("paradyze.registry.journal.size", "By", "Bytes of commits, those found at start included.");
        _probeDuration = _meter.CreateHistogram<double>("paradyze.registry.probe.duration", "s", "From the start of a probe to its result.");
        _probeDelay = _meter.CreateHistogram<double>("paradyze.registry.probe.delay", "s", "How late probes begin, for want of hands.");
        _probeFailures = _meter.CreateCounter<long>("paradyze.registry.probe.failures", "{probe}", "Probes that failed, by what went wrong.");
        _guardTrips = _meter.CreateCounter<long>("paradyze.registry.guard.trips", "{trip}", "Times that most of a service in a zone failed together.");
        _meter.CreateObservableGauge("paradyze.registry.instances", () => ByStatus(catalog.Current), "{instance}", "Instances by status.");
        _meter.CreateObservableGauge("paradyze.registry.services", () => catalog.Current.ServiceCount, "{service}", "Services.");
    }

    /// <summary>Measures a queue when somebody looks.</summary>
    public void ObserveQueue(Func<int> length) =>
        _meter.CreateObservableGauge("paradyze.registry.commit.queue", length, "{change}", "Changes that wait to be decided.");

    /// <summary>Measures where the registry doubts itself when somebody looks.</summary>
    public void ObserveGuards(Func<int> count) =>
        _meter.CreateObservableGauge("paradyze.registry.guards", count, "{guard}", "Services in zones of which so many failed together that the registry doubts itself.");

    public void GuardTripped() => _guardTrips.Add(1);

    public void Committed(TimeSpan duration, int changes)
    {
        _commitDuration.Record(duration.TotalSeconds);
        _batchSize.Record(changes);
    }

    public void SnapshotWritten(TimeSpan duration) => _snapshotDuration.Record(duration.TotalSeconds);

    public void JournalBytes(long bytes) => _journalBytes.Add(bytes);

    public void ProbeBegins(TimeSpan late) => _probeDelay.Record(late.TotalSeconds);

    /// <param name="type">How was asked.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="errorType">What went wrong, one of few; <see langword="null"/> when nothing did.</param>
    public void Probed(HealthCheckType type, TimeSpan duration, string? errorType)
    {
        var asked = KeyValuePair.Create<string, object?>("paradyze.check.type", type switch
        {
            HealthCheckType.Http => "http",
            HealthCheckType.Tcp => "tcp",
            HealthCheckType.Grpc => "grpc",
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such check."),
        });
        if (errorType is null)
        {
            _probeDuration.Record(duration.TotalSeconds, asked);
            return;
        }

        var error = KeyValuePair.Create<string, object?>("error.type", errorType);
        _probeDuration.Record(duration.TotalSeconds, asked, error);
        _probeFailures.Add(1, asked, error);
    }

    private static IEnumerable<Measurement<int>> ByStatus(CatalogSnapshot state)
    {
        var counts = state.Services.SelectMany(service => service.Instances).CountBy(instance => instance.Status).ToDictionary();
        return Enum.GetValues<InstanceStatus>().Select(status =>
            new Measurement<int>(counts.GetValueOrDefault(status), KeyValuePair.Create<string, object?>("status", status.ToWord())));
    }
}
