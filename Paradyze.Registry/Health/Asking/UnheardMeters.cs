using System.Diagnostics.Metrics;

namespace Paradyze.Registry.Health.Asking;

/// <summary>
/// Gives the runtime's HTTP metrics a meter that nobody listens to: they have a series an address, which for probes is one an instance.
/// What probes take and how they fail is measured by <see cref="RegistryMeter"/>.
/// </summary>
internal sealed class UnheardMeters : IMeterFactory
{
    private readonly Meter _meter = new("Paradyze.Registry.Probes.Http");

    public Meter Create(MeterOptions options) => _meter;

    public void Dispose() => _meter.Dispose();
}
