using Microsoft.Extensions.Options;

namespace Paradyze.Registry;

internal sealed class RegistryOptionsValidator : IValidateOptions<RegistryOptions>
{
    public ValidateOptionsResult Validate(string? name, RegistryOptions options)
    {
        var faults = new OptionFaults(RegistryOptions.SectionName);
        if (string.IsNullOrWhiteSpace(options.Data)) faults.Add("Data is empty: name the folder that the state is kept in.");
        faults.Range("Leases:DeregisterAfter", options.Leases.DeregisterAfter, TimeSpan.FromSeconds(1), TimeSpan.FromDays(30));
        faults.Range("Leases:SweepInterval", options.Leases.SweepInterval, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(1));
        faults.Range("Guard:MinimumInstances", options.Guard.MinimumInstances, 2, 1_000_000);
        faults.Range("Guard:Window", options.Guard.Window, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        faults.Range("Guard:Settle", options.Guard.Settle, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        faults.Range("Guard:HoldAtMost", options.Guard.HoldAtMost, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        if (options.Journal.SnapshotBytes < 1) faults.Add($"Journal:SnapshotBytes is {options.Journal.SnapshotBytes}: it must be at least 1.");
        return faults.ToResult();
    }
}
