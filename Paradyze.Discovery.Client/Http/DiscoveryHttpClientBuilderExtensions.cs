using Paradyze.Discovery.Client;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets an HttpClient call services by name.</summary>
public static class DiscoveryHttpClientBuilderExtensions
{
    /// <summary>
    /// Sends requests to hosts that are service names to an instance of that service. The handler always stands next to the
    /// primary one, inside retries; a second call for the same client only adds configuration.
    /// </summary>
    /// <param name="builder">The client, or the defaults of all clients.</param>
    /// <param name="configure">Changes which hosts this client takes for services.</param>
    public static IHttpClientBuilder AddParadyzeDiscovery(this IHttpClientBuilder builder, Action<DiscoveryHandlerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddParadyzeDiscovery();
        if (configure is not null) builder.Services.Configure(builder.Name, configure);
        return builder;
    }
}
