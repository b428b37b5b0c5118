using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Paradyze.Registry.Health.Policy;

namespace Paradyze.Registry.Health.Asking;

/// <summary>
/// HTTP as probes speak it: every connection by the policy and for one probe alone, nothing followed, nothing remembered, nothing
/// of the registry's sent but its name.
/// </summary>
internal sealed class ProbeHttp : IDisposable
{
    private const int MaxHeaderKilobytes = 16;

    private readonly ProbeConnector _connector;
    private readonly UnheardMeters _meters = new();
    private readonly HttpMessageInvoker _invoker;

    public ProbeHttp(ProbeConnector connector)
    {
        _connector = connector;
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler
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
            SslOptions = { RemoteCertificateValidationCallback = AnyCertificate, CertificateChainPolicy = NothingFetched },
            ConnectCallback = ProbeSession.ConnectAsync,
        });
    }

    // The runtime builds a chain before it asks what to make of it, and fetches what is missing from wherever a certificate says.
    private static X509ChainPolicy NothingFetched => new() { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck };

    /// <summary>Begins a probe.</summary>
    /// <returns>What sends its requests. It is over when that is disposed.</returns>
    public ProbeSession Begin() => new(_invoker, _connector);

    public void Dispose()
    {
        _invoker.Dispose();
        _meters.Dispose();
    }

    // Whether an instance lives is all that is asked, and nothing secret is sent: instances mostly have certificates that only their
    // callers know, or expired ones that should not take them all away at once.
    private static bool AnyCertificate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => true;
}
