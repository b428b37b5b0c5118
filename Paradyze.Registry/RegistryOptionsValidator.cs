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
        Range("Leases:SweepInterval", options.Leases.SweepInterval, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
        if (options.Journal.SnapshotBytes < 1)
            faults.Add($"{RegistryOptions.SectionName}:Journal:SnapshotBytes is {options.Journal.SnapshotBytes}: it must be at least 1.");
        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;

        void Range(string path, TimeSpan value, TimeSpan least, TimeSpan most)
        {
            if (value < least || value > most)
                faults.Add($"{RegistryOptions.SectionName}:{path} is {value}: it must be between {least} and {most}.");
        }
    }
}
