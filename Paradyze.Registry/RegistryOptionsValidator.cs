using Microsoft.Extensions.Options;

namespace Paradyze.Registry;

internal sealed class RegistryOptionsValidator : IValidateOptions<RegistryOptions>
{
    public ValidateOptionsResult Validate(string? name, RegistryOptions options)
    {
        List<string> faults = [];
        if (string.IsNullOrWhiteSpace(options.Data))
            faults.Add($"{RegistryOptions.SectionName}:Data is empty: name the folder that the state is kept in.");
        Range("Leases:DeregisterAfter", options.Leases.DeregisterAfter, TimeSpan.FromSeconds(1), TimeSpan.FromDays(30));
        Range("Leases:SweepInterval", options.Leases.SweepInterval, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(1));
        Range("Guard:MinimumInstances", options.Guard.MinimumInstances, 2, 1_000_000);
        Range("Guard:Window", options.Guard.Window, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Range("Guard:Settle", options.Guard.Settle, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Range("Guard:HoldAtMost", options.Guard.HoldAtMost, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        if (options.Journal.SnapshotBytes < 1)
            faults.Add($"{RegistryOptions.SectionName}:Journal:SnapshotBytes is {options.Journal.SnapshotBytes}: it must be at least 1.");
        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;

        void Range<T>(string path, T value, T least, T most)
            where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
                faults.Add($"{RegistryOptions.SectionName}:{path} is {value}: it must be between {least} and {most}.");
        }
    }
}
