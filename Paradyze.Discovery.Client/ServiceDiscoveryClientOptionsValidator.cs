using Microsoft.Extensions.Options;

namespace Paradyze.Discovery.Client;

/// <summary>Checks all of the options and reports every fault at once.</summary>
internal sealed class ServiceDiscoveryClientOptionsValidator(HostFacts host, EnvironmentVariables environment)
    : IValidateOptions<ServiceDiscoveryClientOptions>
{
    private const string Section = ServiceDiscoveryClientOptions.SectionName;

    public ValidateOptionsResult Validate(string? name, ServiceDiscoveryClientOptions options)
    {
        var faults = new List<string>();
        CheckRegistries(options, faults);
        CheckUrls(nameof(options.Overrides), options.Overrides, faults);
        CheckUrls(nameof(options.LocalDefaults), options.LocalDefaults, faults);
        CheckOverridesAllowed(options, faults);
        CheckTime(nameof(options.RefreshInterval), options.RefreshInterval, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1), faults);
        CheckTime(nameof(options.FirstResolutionTimeout), options.FirstResolutionTimeout, TimeSpan.Zero, TimeSpan.FromSeconds(30), faults);
        CheckTime(nameof(options.RequestTimeout), options.RequestTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1), faults);
        CheckTime(nameof(options.IdleTimeout), options.IdleTimeout, TimeSpan.FromSeconds(10), TimeSpan.FromDays(1), faults);
        CheckTime(nameof(options.NewEpochGrace), options.NewEpochGrace, TimeSpan.Zero, TimeSpan.FromHours(1), faults);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private void CheckRegistries(ServiceDiscoveryClientOptions options, List<string> faults)
    {
        var path = environment(ServiceDiscoveryClientOptions.RegistryUrlVariable) is { Length: > 0 }
            ? ServiceDiscoveryClientOptions.RegistryUrlVariable
            : $"{Section}:{nameof(options.RegistryUrl)}";
        var urls = RegistryAddresses.Split(options.RegistryUrl);
        if (urls.Length == 0) faults.Add($"{path} is '{options.RegistryUrl}': at least one url is needed, such as 'http://localhost:3999'.");
        foreach (var url in urls)
        {
            if (!ServiceUrl.TryParse(url, out _)) faults.Add($"{path} has '{url}': each url, separated by ';', {ServiceUrl.Rule}.");
        }
    }

    private static void CheckUrls(string option, IDictionary<string, string> urls, List<string> faults)
    {
        foreach (var (service, url) in urls)
        {
            if (!ServiceName.TryParse(service, out _))
                faults.Add($"{Section}:{option}:{service} names '{service}': a service name {ServiceName.Rule}.");
            if (!ServiceUrl.TryParse(url, out _)) faults.Add($"{Section}:{option}:{service} is '{url}': it {ServiceUrl.Rule}.");
        }
    }

    private void CheckOverridesAllowed(ServiceDiscoveryClientOptions options, List<string> faults)
    {
        if (!host.IsProduction || options.AllowOverridesInProduction) return;
        foreach (var (service, url) in options.Overrides)
        {
            faults.Add(
                $"{Section}:{nameof(options.Overrides)}:{service} is '{url}': overrides are refused in environment Production. "
                + $"Remove it, or set {Section}:{nameof(options.AllowOverridesInProduction)}=true.");
        }
    }

    private static void CheckTime(string option, TimeSpan value, TimeSpan least, TimeSpan most, List<string> faults)
    {
        if (value < least || value > most) faults.Add($"{Section}:{option} is '{value}': it must be from {least} to {most}.");
    }
}
