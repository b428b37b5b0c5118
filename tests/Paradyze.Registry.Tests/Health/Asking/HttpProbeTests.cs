using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Paradyze.Discovery;
using Paradyze.Registry.Health.Asking;

namespace Paradyze.Registry.Tests.Health.Asking;

public sealed class HttpProbeTests : IDisposable
{
    private const int Short = 300;

    private readonly Asker _asker = new();

    public void Dispose() => _asker.Dispose();

    private static RawServer SecureServer(X509Certificate2 certificate) => new(async (stream, token) =>
    {
        await using var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificateContext = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true) }, token);
        await RawServer.ReadHeadAsync(tls, token);
        await tls.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), token);
    });

    private Task<ProbeReport> GetAsync(RawServer server, int timeout = 10_000) => _asker.GetAsync($"http://127.0.0.1:{server.Port}/health?a=1", timeout);

    [Theory]
    [InlineData("200 OK", true)]
    [InlineData("204 No Content", true)]
    [InlineData("299 Whatever", true)]
    [InlineData("429 Too Many Requests", true)]
    [InlineData("300 Multiple Choices", false)]
    [InlineData("304 Not Modified", false)]
    [InlineData("401 Unauthorized", false)]
    [InlineData("404 Not Found", false)]
    [InlineData("500 Oops", false)]
    [InlineData("503 Service Unavailable", false)]
    public async Task Ask_Status_IsTheVerdict(string status, bool passes)
    {
        await using var server = RawServer.Answering($"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n");
        var code = status[..3];
        Assert.Equal(new ProbeReport(passes, $"answered {code}", passes ? null : code), await GetAsync(server));
    }

    [Fact]
    public async Task Ask_Request_SaysWhoAsksAndNothingElse()
    {
        // What is traced around it does not show either.
        using var activity = new Activity("around").Start();
        var heads = new List<string>();
        await using var server = RawServer.Answering("HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n", heads.Add);
        await GetAsync(server);
        await GetAsync(server);
        var expected = $"GET /health?a=1 HTTP/1.1\r\nHost: 127.0.0.1:{server.Port}\r\nConnection: close\r\nUser-Agent: Paradyze-Registry/0.1.0 (health probe)\r\n\r\n";
        Assert.Equal([expected, expected], heads);
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task Ask_Measured_IsNoSeriesAnInstance()
    {
        await using var server = RawServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        var isMeasured = false;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "System.Net.Http") listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => Note(tags));
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => Note(tags));
        listener.Start();
        using (var client = new HttpClient()) await client.GetAsync($"http://127.0.0.1:{server.Port}", TestContext.Current.CancellationToken);
        Assert.True(isMeasured, "what anybody else asks is measured");
        isMeasured = false;
        await GetAsync(server);
        Assert.False(isMeasured);

        void Note(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (var (name, value) in tags) isMeasured |= name == "server.port" && value is int port && port == server.Port;
        }
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Ask_Redirect_IsNotFollowed(int status)
    {
        await using var elsewhere = RawServer.Answering("HTTP/1.1 200 OK\r\n\r\n");
        await using var server = RawServer.Answering($"HTTP/1.1 {status} Go\r\nLocation: http://127.0.0.1:{elsewhere.Port}/secret\r\nContent-Length: 0\r\n\r\n");
        Assert.Equal(ProbeReport.Fail($"answered {status}", $"{status}"), await GetAsync(server));
        Assert.Equal(0, elsewhere.Connections);
    }

    [Fact]
    public async Task Ask_EndlessBody_IsNotRead()
    {
        var hungUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new RawServer(async (stream, token) =>
        {
            await RawServer.ReadHeadAsync(stream, token);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), token);
            var chunk = Encoding.ASCII.GetBytes("1000\r\n" + new string('x', 4096) + "\r\n");
            try
            {
                while (true) await stream.WriteAsync(chunk, token);
            }
            catch (IOException)
            {
                hungUp.TrySetResult();
            }
        });
        Assert.Equal(ProbeReport.Pass("answered 200"), await GetAsync(server));
        await hungUp.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Ask_EndlessHeaders_AreCutOff()
    {
        long written = 0;
        await using var server = new RawServer(async (stream, token) =>
        {
            await RawServer.ReadHeadAsync(stream, token);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n"u8.ToArray(), token);
            var header = Encoding.ASCII.GetBytes($"X-Filler: {new string('x', 1000)}\r\n");
            while (true)
            {
                await stream.WriteAsync(header, token);
                Interlocked.Add(ref written, header.Length);
            }
        });
        Assert.Equal(ProbeReport.Fail("answered with more headers than are read", "protocol"), await GetAsync(server));
        Assert.True(Interlocked.Read(ref written) < 64 * 1024 * 1024, "it went on reading");
    }

    [Theory]
    [InlineData(15, true)]
    [InlineData(17, false)]
    public async Task Ask_LongHeaders_AreReadUpTo16Kilobytes(int kilobytes, bool passes)
    {
        await using var server = RawServer.Answering($"HTTP/1.1 200 OK\r\nX-Filler: {new string('x', kilobytes * 1024)}\r\nContent-Length: 0\r\n\r\n");
        Assert.Equal(passes, (await GetAsync(server)).Passed);
    }

    [Fact]
    public async Task Ask_OneEndlessHeader_IsCutOff()
    {
        await using var server = new RawServer(async (stream, token) =>
        {
            await RawServer.ReadHeadAsync(stream, token);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nX-Filler: "u8.ToArray(), token);
            while (true) await stream.WriteAsync(Encoding.ASCII.GetBytes(new string('x', 1000)), token);
        });
        Assert.Equal(ProbeReport.Fail("answered with more headers than are read", "protocol"), await GetAsync(server));
    }

    [Fact]
    public async Task Ask_EndlessInformationalAnswers_AreCutOff()
    {
        await using var server = new RawServer(async (stream, token) =>
        {
            await RawServer.ReadHeadAsync(stream, token);
            while (true) await stream.WriteAsync("HTTP/1.1 102 Processing\r\n\r\n"u8.ToArray(), token);
        });
        Assert.Equal(ProbeReport.Fail("answered with more headers than are read", "protocol"), await GetAsync(server));
    }

    [Fact]
    public async Task Ask_ServerThatAcceptsAndSaysNothing_IsCutOffByTime()
    {
        await using var server = new RawServer((_, token) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token));
        Assert.Equal(ProbeReport.Fail("did not answer within 300ms", "timeout"), await GetAsync(server, Short));
    }

    [Theory]
    [InlineData(HealthCheckType.Http, "http")]
    [InlineData(HealthCheckType.Http, "https")]
    [InlineData(HealthCheckType.Grpc, "http")]
    [InlineData(HealthCheckType.Grpc, "https")]
    public async Task Ask_ServerThatSaysNothing_IsHungUpOnAtOnce(HealthCheckType type, string scheme)
    {
        var hungUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new RawServer(async (stream, token) =>
        {
            try
            {
                await stream.CopyToAsync(Stream.Null, token);
            }
            finally
            {
                hungUp.TrySetResult();
            }
        });
        Assert.Equal("timeout", (await _asker.AskAsync(Asker.Check(type, $"{scheme}://127.0.0.1:{server.Port}", Short))).ErrorType);

        // The runtime by itself would go on with a TLS handshake for 5 seconds, and keep a connection of HTTP/2 for ever.
        await hungUp.Task.WaitAsync(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Ask_SlowLoris_IsCutOffByTime()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        await using var server = new RawServer(async (stream, token) =>
        {
            await RawServer.ReadHeadAsync(stream, token);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nX-Filler: "u8.ToArray(), token);
            while (await timer.WaitForNextTickAsync(token)) await stream.WriteAsync("x"u8.ToArray(), token);
        });
        Assert.Equal(ProbeReport.Fail("did not answer within 300ms", "timeout"), await GetAsync(server, Short));
    }

    [Theory]
    [InlineData("", "closed the connection without an answer", "closed")]
    [InlineData("HTTP/1.1 20", "closed the connection without an answer", "closed")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n", "answered something that is not HTTP", "protocol")]
    [InlineData("HTTP/1.1 two hundred\r\n\r\n", "answered something that is not HTTP", "protocol")]
    public async Task Ask_NoHttp_IsSaidWithoutWhatWasSent(string answer, string detail, string errorType)
    {
        await using var server = RawServer.Answering(answer);
        Assert.Equal(ProbeReport.Fail(detail, errorType), await GetAsync(server));
    }

    [Fact]
    public async Task Ask_NobodyListens_IsRefused()
    {
        int port;
        await using (var server = RawServer.Answering("")) port = server.Port;
        Assert.Equal(ProbeReport.Fail("refused the connection", "refused"), await _asker.GetAsync($"http://127.0.0.1:{port}"));
    }

    [Fact]
    public async Task Ask_NameThatNobodyKnows_IsSaid() =>
        Assert.Equal(ProbeReport.Fail("has a host name that does not resolve", "dns"), await _asker.GetAsync("http://nobody.example"));

    [Fact]
    public async Task Ask_CertificateOfNobody_IsTaken()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=nobody", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));
        await using var server = SecureServer(certificate);
        Assert.Equal(ProbeReport.Pass("answered 200"), await _asker.GetAsync($"https://127.0.0.1:{server.Port}/health"));
    }

    [Fact]
    public async Task Ask_CertificateThatNamesItsIssuersAddress_IsNotAskedThere()
    {
        await using var elsewhere = RawServer.Answering("HTTP/1.1 404 Not Found\r\n\r\n");
        using var issuerKey = ECDsa.Create();
        var issuer = new X500DistinguishedName("CN=issuer that nobody knows");
        using var key = ECDsa.Create();
        var request = new CertificateRequest("CN=instance", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(ocspUris: null, [$"http://127.0.0.1:{elsewhere.Port}/issuer.crt"]));
        using var issued = request.Create(
            issuer, X509SignatureGenerator.CreateForECDsa(issuerKey), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200), [1]);
        using var certificate = issued.CopyWithPrivateKey(key);
        await using var server = SecureServer(certificate);
        Assert.Equal(ProbeReport.Pass("answered 200"), await _asker.GetAsync($"https://127.0.0.1:{server.Port}/health"));
        Assert.Equal(0, elsewhere.Connections);
    }

    [Fact]
    public async Task Ask_HttpsOfAServerWithoutTls_IsSaid()
    {
        await using var server = RawServer.Answering("HTTP/1.1 400 Bad Request\r\n\r\n");
        var report = await _asker.GetAsync($"https://127.0.0.1:{server.Port}/health", timeout: 1000);
        Assert.False(report.Passed);
    }

    [Fact]
    public async Task Ask_Cancelled_Throws()
    {
        using var cancelled = new CancellationTokenSource();
        await using var server = new RawServer(async (_, token) =>
        {
            await cancelled.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _asker.AskAsync(Asker.Check(HealthCheckType.Http, $"http://127.0.0.1:{server.Port}"), cancelled.Token));
    }
}
