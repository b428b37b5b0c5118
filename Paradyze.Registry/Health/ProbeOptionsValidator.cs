using System.Net;
using Microsoft.Extensions.Options;

namespace Paradyze.Registry.Health;

internal sealed class ProbeOptionsValidator : IValidateOptions<RegistryOptions>
{
    private const string Section = RegistryOptions.SectionName + ":Probes";

    public ValidateOptionsResult Validate(string? name, RegistryOptions options)
    {
        var faults = new OptionFaults(Section);
        var probes = options.Probes;
        faults.Range(nameof(probes.Interval), probes.Interval, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        faults.Range(nameof(probes.Timeout), probes.Timeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30));
        faults.Range(nameof(probes.FailuresBeforeCritical), probes.FailuresBeforeCritical, 1, 100);
        faults.Range(nameof(probes.SuccessesBeforeUp), probes.SuccessesBeforeUp, 1, 100);
        faults.Range(nameof(probes.DeregisterAfter), probes.DeregisterAfter, TimeSpan.FromSeconds(1), TimeSpan.FromDays(30));
        faults.Range(nameof(probes.MaxInFlight), probes.MaxInFlight, 1, 10_000);
        if (probes.Timeout > probes.Interval) faults.Add($"Timeout is {probes.Timeout}: it must not be longer than {Section}:Interval, {probes.Interval}.");
        if (probes.AllowedNetworks is { Count: 0 })
            faults.Add("AllowedNetworks is empty, so that nothing could be probed: name networks such as 10.0.0.0/8, or leave it out.");
        foreach (var (i, network) in (probes.AllowedNetworks ?? []).Index())
        {
            if (!IPNetwork.TryParse(network, out _))
                faults.Add($"AllowedNetworks:{i} is '{network}': it must be a network such as 10.0.0.0/8 or fd12:3456::/32.");
        }

        return faults.ToResult();
    }
}
