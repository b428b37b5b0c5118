using System.Diagnostics.Metrics;

namespace Paradyze.Discovery.Client;

/// <summary>What the client counts and measures.</summary>
internal sealed class ClientInstruments
{
    private readonly Counter<long> _resolutions;
    private readonly Histogram<double> _registryRequests;
    private readonly Counter<long> _roundFailures;

    public ClientInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(DiscoveryTelemetry.Name);
        _resolutions = meter.CreateCounter<long>(
            "paradyze.discovery.resolutions", "{resolution}", "Resolutions of a service name, by the source that answered.");
        _registryRequests = meter.CreateHistogram<double>(
            "paradyze.discovery.registry.request.duration", "s", "How long requests to the registry took.");
        _roundFailures = meter.CreateCounter<long>(
            "paradyze.discovery.refresh.failures", "{failure}", "Refresh rounds that ended in an unexpected error.");
    }

    public void Resolved(ServiceModel model, bool isAnswered) =>
        _resolutions.Add(
            1,
            new(DiscoveryTelemetry.ServiceTag, model.Name),
            new(
                isAnswered ? DiscoveryTelemetry.SourceTag : DiscoveryTelemetry.ErrorTypeTag,
                model.IsFound && !isAnswered ? "endpoint-not-found" : model.Outcome));

    public void RegistryRequest(string operation, Uri registry, string result, bool isStatus, TimeSpan duration) =>
        _registryRequests.Record(
            duration.TotalSeconds,
            new(DiscoveryTelemetry.OperationTag, operation),
            new(DiscoveryTelemetry.ServerAddressTag, registry.Host),
            new(isStatus ? DiscoveryTelemetry.StatusCodeTag : DiscoveryTelemetry.ErrorTypeTag, result));

    public void RefreshFailed() => _roundFailures.Add(1);
}
