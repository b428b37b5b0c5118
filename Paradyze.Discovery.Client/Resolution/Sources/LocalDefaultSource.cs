using Microsoft.Extensions.Options;

namespace Paradyze.Discovery.Client;

/// <summary>Urls for a developer's machine. Anywhere else the search ends in an error, never at somebody's localhost.</summary>
internal sealed class LocalDefaultSource(IOptions<ServiceDiscoveryClientOptions> options, HostFacts host)
{
    private const string Label = "local default";

    private readonly IDictionary<string, string> _urls = options.Value.LocalDefaults;

    public SourceAnswer Ask(string serviceName) => host.IsDevelopment
        ? NamedUrl.Answer(
            ResolutionSource.LocalDefault,
            Label,
            $"{ServiceDiscoveryClientOptions.SectionName}:{nameof(ServiceDiscoveryClientOptions.LocalDefaults)}:{serviceName}",
            serviceName,
            _urls.TryGetValue(serviceName, out var url) ? url : null)
        : new SourceAnswer(ResolutionSource.LocalDefault, $"{Label}: used only in environment Development, this is {host.EnvironmentName}");
}
