using Microsoft.Extensions.Options;

namespace Paradyze.Discovery.Client;

/// <summary>Urls that stand in for services, for this process alone.</summary>
internal sealed class OverrideSource(IOptions<ServiceDiscoveryClientOptions> options)
{
    private readonly IDictionary<string, string> _urls = options.Value.Overrides;

    public bool Has(string serviceName) => _urls.ContainsKey(serviceName);

    public SourceAnswer Ask(string serviceName) => NamedUrl.Answer(
        ResolutionSource.Override,
        "override",
        $"{ServiceDiscoveryClientOptions.SectionName}:{nameof(ServiceDiscoveryClientOptions.Overrides)}:{serviceName}",
        serviceName,
        _urls.TryGetValue(serviceName, out var url) ? url : null);
}
