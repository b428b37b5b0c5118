using Yarp.ReverseProxy.Forwarder;

namespace Gateway;

/// <summary>
/// Forwards with a client from <see cref="IHttpMessageHandlerFactory"/>, so that discovery chooses the instance here as it does
/// for every other HttpClient.
/// </summary>
internal sealed class ForwardingClientFactory(IHttpMessageHandlerFactory handlers) : IForwarderHttpClientFactory
{
    public const string ClientName = "forward";

    public HttpMessageInvoker CreateClient(ForwarderHttpClientContext context) =>
        context.OldClient ?? new HttpMessageInvoker(handlers.CreateHandler(ClientName), disposeHandler: false);
}
