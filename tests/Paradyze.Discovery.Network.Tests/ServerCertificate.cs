using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Paradyze.Testing;

namespace Paradyze.Discovery.Network.Tests;

/// <summary>A certificate of its own for one address: what a server takes to show it, and a caller to trust it.</summary>
internal sealed class ServerCertificate
{
    private readonly string _certificate;
    private readonly string _key;

    public ServerCertificate(TempFolder folder, string address)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=orders", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(address));
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));

        (_certificate, _key) = (folder.File("certificate.pem"), folder.File("key.pem"));
        File.WriteAllText(_certificate, certificate.ExportCertificatePem());
        File.WriteAllText(_key, key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>For the server.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings =>
        [("Kestrel__Certificates__Default__Path", _certificate), ("Kestrel__Certificates__Default__KeyPath", _key)];

    /// <summary>For the caller.</summary>
    public (string Name, string Value) Trust => ("SSL_CERT_FILE", _certificate);
}
