using System.Diagnostics;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Yarp.ReverseProxy.Forwarder;

namespace Gateway;

internal static class ForwardingExtensions
{
    private const int OtherInstances = 2;

    /// <summary>Forwards to services by name: each request goes to an instance that the registry hands out at that moment.</summary>
    public static IReverseProxyBuilder ForwardByName(this IReverseProxyBuilder proxy)
    {
        proxy.Services.AddSingleton<IForwarderHttpClientFactory, ForwardingClientFactory>();
        proxy.Services.AddHttpClient(ForwardingClientFactory.ClientName)
            .RemoveAllLoggers()
            .RemoveAllRetries()
            .ConfigurePrimaryHttpMessageHandler(CreateTransport)
            .AddResilienceHandler("connect", pipeline => pipeline.AddRetry(ConnectElsewhere));
        return proxy;
    }

    // What the caller and the service say to each other passes untouched: no redirects followed, no cookies kept, nothing unpacked.
    private static SocketsHttpHandler CreateTransport() => new()
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = System.Net.DecompressionMethods.None,
        EnableMultipleHttp2Connections = true,
        ActivityHeadersPropagator = new ReverseProxyPropagator(DistributedContextPropagator.Current),
        ConnectTimeout = TimeSpan.FromSeconds(5),
    };

    // Whoever calls through here decides about retries, and each layer that retries multiplies them. The exception is an
    // instance that accepts no connection: nothing was sent, so that another one may be asked, whatever the method is.
    private static HttpRetryStrategyOptions ConnectElsewhere => new()
    {
        ShouldHandle = args => ValueTask.FromResult(
            args.Outcome.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError }),
        MaxRetryAttempts = OtherInstances,
        Delay = TimeSpan.Zero,
    };

    private static IHttpClientBuilder RemoveAllRetries(this IHttpClientBuilder client)
    {
#pragma warning disable EXTEXP0001 // The only way to take the defaults off one client.
        return client.RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
    }
}
