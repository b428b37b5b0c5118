using Microsoft.Extensions.Options;

namespace Paradyze.Discovery.Client;

/// <summary>Checks all of the options and reports every fault at once.</summary>
internal sealed class SelfRegistrationOptionsValidator(HostFacts host, EnvironmentVariables environment) : IValidateOptions<SelfRegistrationOptions>
{
    private const string Section = SelfRegistrationOptions.SectionName;
    private const int MaxWeight = 10_000;

    private static readonly TimeSpan s_leastLease = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestLease = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, SelfRegistrationOptions options)
    {
        if (!options.Enabled) return ValidateOptionsResult.Success;
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> Faults(SelfRegistrationOptions options)
    {
        var own = OwnName.Of(options, host, environment);
        if (!ServiceName.TryParse(own.Value, out _))
        {
            yield return $"{own.Origin} is '{own.Value}': a service name {ServiceName.Rule}. "
                + $"Set {ServiceDiscoveryClientOptions.SectionName}:{nameof(options.ServiceName)}.";
        }

        foreach (var fault in AdvertiseRules.Faults(options.Advertise)) yield return fault;
        if (options.InstanceId is { } id && !InstanceId.IsValid(id))
            yield return $"{Section}:{nameof(options.InstanceId)} is '{id}': an instance id {InstanceId.Rule}.";
        if (options.LeaseDuration is { } lease && (lease < s_leastLease || lease > s_longestLease || lease.Ticks % TimeSpan.TicksPerSecond != 0))
            yield return $"{Section}:{nameof(options.LeaseDuration)} is '{lease}': it must be from {s_leastLease} to {s_longestLease}, in whole seconds.";
        if (options.Weight is < 0 or > MaxWeight)
            yield return $"{Section}:{nameof(options.Weight)} is '{options.Weight}': it must be from 0 to {MaxWeight}.";
    }
}
