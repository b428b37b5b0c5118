using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
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

        // After everything else that is configured for the client, whatever the order of the calls: a handler that retries must
        // stand outside of this one, or a retry would go to the same instance again.
        builder.Services.PostConfigure<HttpClientFactoryOptions>(builder.Name, client => client.HttpMessageHandlerBuilderActions.Add(AddHandler));
        return builder;
    }

    private static void AddHandler(HttpMessageHandlerBuilder handlers)
    {
        if (handlers.AdditionalHandlers.OfType<DiscoveryHandler>().Any()) return;
        var options = handlers.Services.GetRequiredService<IOptionsMonitor<DiscoveryHandlerOptions>>().Get(handlers.Name);
        handlers.AdditionalHandlers.Add(new DiscoveryHandler(handlers.Services.GetRequiredService<ServiceResolver>(), options));

        // As Microsoft.Extensions.ServiceDiscovery does it: Grpc.Net.Client reads the property, and leaves the choice of an address to us.
        if (handlers.PrimaryHandler is SocketsHttpHandler sockets) sockets.Properties["__GrpcLoadBalancingDisabled"] = true;
    }
}
