using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Paradyze.Discovery.Client;

/// <summary>
/// The connections to the registry: made by hand, so that no client factory, handler default or proxy setting of the
/// application ever stands between, and so that the local address that reaches the registry is known.
/// </summary>
internal sealed class RegistrySockets
{
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(1);

    private const int MostBytes = 128 * 1024 * 1024; // a service of several 100,000 instances; whatever has more to say is no registry

    private static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(2); // a registry that moved behind its DNS name is found again

    private readonly ConcurrentDictionary<string, IPAddress> _localAddresses = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The local address of the socket that last reached this registry; <see langword="null"/> when none has.</summary>
    public IPAddress? LocalAddressTo(Uri registry) => _localAddresses.GetValueOrDefault(registry.Authority);

    public HttpClient CreateClient()
    {
        var handler = new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null, // a span every two seconds would bury the application's own
            AllowAutoRedirect = false,
            ConnectCallback = ConnectAsync,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = s_lifetime,
            UseCookies = false,
            UseProxy = false,
        };
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MostBytes };
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            if (socket.LocalEndPoint is IPEndPoint local && context.InitialRequestMessage.RequestUri is { } registry)
                _localAddresses[registry.Authority] = local.Address;
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
