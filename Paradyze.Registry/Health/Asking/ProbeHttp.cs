using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Paradyze.Registry.Health.Policy;

namespace Paradyze.Registry.Health.Asking;

/// <summary>
/// HTTP as probes speak it: every connection by the policy and for one request alone, nothing followed, nothing remembered, nothing
/// of the registry's sent but its name.
/// </summary>
internal sealed class ProbeHttp : IDisposable
{
    private const int MaxHeaderKilobytes = 16;

    // The runtime goes on connecting for a while when a request is given up: the connection is tied to it by this.
    private static readonly HttpRequestOptionsKey<CancellationToken> s_giveUp = new("probe");

    private static readonly string s_userAgent = $"Paradyze-Registry/{typeof(ProbeHttp).Assembly.GetName().Version?.ToString(3)} (health probe)";

    private readonly UnheardMeters _meters = new();
    private readonly SocketsHttpHandler _handler;

    public ProbeHttp(ProbeConnector connector)
    {
        _handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            PreAuthenticate = false,
            ActivityHeadersPropagator = null, // which also keeps traces from holding a span a probe
            MeterFactory = _meters,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            MaxResponseDrainSize = 0,
            ResponseDrainTimeout = TimeSpan.Zero,
            PooledConnectionLifetime = TimeSpan.Zero,
            SslOptions = { RemoteCertificateValidationCallback = AnyCertificate },
            ConnectCallback = async (context, cancellationToken) =>
            {
                context.InitialRequestMessage.Options.TryGetValue(s_giveUp, out var giveUp);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(giveUp, cancellationToken);
                return new NetworkStream(await connector.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, either.Token), ownsSocket: true);
            },
        };
        Invoker = new HttpMessageInvoker(_handler);
    }

    public HttpMessageInvoker Invoker { get; }

    public HttpRequestMessage Request(HttpMethod method, Uri url, CancellationToken giveUp)
    {
        var request = new HttpRequestMessage(method, url);
        Mark(request, giveUp);
        return request;
    }

    /// <summary>The handler for one probe that makes its own requests.</summary>
    public HttpMessageHandler InvokerFor(CancellationToken giveUp) => new Marking(Invoker, giveUp);

    public void Dispose()
    {
        Invoker.Dispose();
        _handler.Dispose();
        _meters.Dispose();
    }

    private static void Mark(HttpRequestMessage request, CancellationToken giveUp)
    {
        request.Options.Set(s_giveUp, giveUp);
        request.Headers.UserAgent.Clear();
        request.Headers.TryAddWithoutValidation("User-Agent", s_userAgent);
    }

    // Whether an instance lives is all that is asked, and nothing secret is sent: instances mostly have certificates that only their
    // callers know, or expired ones that should not take them all away at once.
    private static bool AnyCertificate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => true;

    private sealed class Marking(HttpMessageInvoker inner, CancellationToken giveUp) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Mark(request, giveUp);
            return inner.SendAsync(request, cancellationToken);
        }
    }
}
