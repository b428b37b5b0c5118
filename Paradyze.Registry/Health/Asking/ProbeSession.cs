using System.Net;
using System.Net.Sockets;
using Paradyze.Registry.Health.Policy;

namespace Paradyze.Registry.Health.Asking;

/// <summary>
/// The requests of one probe, and the connections that they are made over: those end with it. The runtime would keep them for other
/// requests, and go on making them when a request is given up.
/// </summary>
internal sealed class ProbeSession : HttpMessageHandler
{
    private static readonly HttpRequestOptionsKey<ProbeSession> s_key = new("probe");

    private static readonly string s_userAgent = $"Paradyze-Registry/{typeof(ProbeSession).Assembly.GetName().Version?.ToString(3)} (health probe)";

    private readonly HttpMessageInvoker _invoker;
    private readonly ProbeConnector _connector;
    private readonly CancellationTokenSource _ending = new();
    private readonly CancellationToken _end;

    /// <param name="invoker">What sends the requests, and has its connections made by <see cref="ConnectAsync"/>.</param>
    /// <param name="connector">What makes a connection.</param>
    public ProbeSession(HttpMessageInvoker invoker, ProbeConnector connector)
    {
        (_invoker, _connector) = (invoker, connector);

        // Still to be had when the session has ended.
        _end = _ending.Token;
    }

    /// <summary>Makes a connection of the probe that a request belongs to.</summary>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        if (!context.InitialRequestMessage.Options.TryGetValue(s_key, out var session)) throw new InvalidOperationException("The request belongs to no probe.");
        return await session.ConnectToAsync(context.DnsEndPoint, cancellationToken);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Options.Set(s_key, this);
        request.Headers.UserAgent.Clear();
        request.Headers.TryAddWithoutValidation("User-Agent", s_userAgent);
        return _invoker.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _ending.Cancel();
            _ending.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<Stream> ConnectToAsync(DnsEndPoint server, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_end, cancellationToken);
        var socket = await _connector.ConnectAsync(server.Host, server.Port, either.Token);

        // At once when the probe has ended meanwhile.
        _end.UnsafeRegister(static socket => ((Socket)socket!).Dispose(), socket);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
