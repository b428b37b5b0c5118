using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.ServiceDiscovery;

namespace Paradyze.Discovery.Client;

/// <summary>Answers Microsoft.Extensions.ServiceDiscovery for the hosts that are services, by the same rule as our handler.</summary>
internal sealed class RegistryEndpointProviderFactory(
    ServiceResolver resolver, IOptions<ServiceDiscoveryOptions> options, ILogger<RegistryEndpointProvider> logger) : IServiceEndpointProviderFactory
{
    public bool TryCreateProvider(ServiceEndpointQuery query, [NotNullWhen(true)] out IServiceEndpointProvider? provider)
    {
        provider = TryRead(query, out var read) && ServiceName.TryParse(read.ServiceName, out _)
            ? new RegistryEndpointProvider(resolver, read, IsAllowed, logger)
            : null;
        return provider is not null;
    }

    private bool TryRead(ServiceEndpointQuery query, out EndpointQuery read)
    {
        // The query as text still has the port, which its properties have lost. A name alone has no scheme.
        var text = query.ToString()!;
        var url = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || !ServiceHost.TryRead(parsed, allowDottedNames: false, out read))
        {
            read = default;
            return false;
        }

        read = read with { Scheme = Rule(options.Value.ApplyAllowedSchemes(query.IncludedSchemes)) };
        return true;
    }

    private static SchemeRule Rule(IReadOnlyList<string> schemes) => schemes switch
    {
        ["https"] => SchemeRule.HttpsOnly,
        ["https", ..] => SchemeRule.HttpsPreferred,
        _ => SchemeRule.Any,
    };

    private bool IsAllowed(Uri url) =>
        options.Value.AllowAllSchemes || options.Value.AllowedSchemes.Contains(url.Scheme, StringComparer.OrdinalIgnoreCase);
}
