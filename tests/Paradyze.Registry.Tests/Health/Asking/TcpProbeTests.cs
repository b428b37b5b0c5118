using System.Net;
using System.Net.Sockets;
using Paradyze.Discovery;
using Paradyze.Registry.Health.Asking;

namespace Paradyze.Registry.Tests.Health.Asking;

public sealed class TcpProbeTests : IDisposable
{
    private readonly Asker _asker = new(policy: null, ("two.example", ["::1", "127.0.0.1"]));

    public void Dispose() => _asker.Dispose();

    private Task<ProbeReport> ConnectAsync(string host, int port) => _asker.AskAsync(Asker.Check(HealthCheckType.Tcp, $"http://{host}:{port}"));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task Ask_ServerThatSaysNothing_Passes(string host)
    {
        await using var server = new RawServer((_, _) => Task.CompletedTask);
        Assert.Equal(ProbeReport.Pass("took the connection"), await ConnectAsync(host, server.Port));
    }

    [Fact]
    public async Task Ask_NobodyListens_IsRefused()
    {
        int port;
        await using (var server = new RawServer((_, _) => Task.CompletedTask)) port = server.Port;
        Assert.Equal(ProbeReport.Fail("refused the connection", "refused"), await ConnectAsync("127.0.0.1", port));
    }

    [Fact]
    public async Task Ask_PortThatNobodyListensAt_NeverAnswersItself()
    {
        // Linux goes through its even ports for connections before it takes odd ones, one after another: in so many tries it comes by.
        const int tries = 16_384;
        var check = Asker.Check(HealthCheckType.Tcp, $"http://127.0.0.1:{FreeEvenPort()}");
        for (var i = 0; i < tries; i++) Assert.False((await _asker.AskAsync(check)).Passed);
    }

    private static int FreeEvenPort()
    {
        while (true)
        {
            int port;
            using (var odd = new TcpListener(IPAddress.Loopback, 0))
            {
                odd.Start();
                port = ((IPEndPoint)odd.LocalEndpoint).Port & ~1;
            }

            using var even = new TcpListener(IPAddress.Loopback, port);
            try
            {
                even.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: another one.
            }
        }
    }

    [Fact]
    public async Task Ask_NameWithSeveralAddresses_TriesThemInOrder()
    {
        await using var server = new RawServer((_, _) => Task.CompletedTask);
        Assert.Equal(ProbeReport.Pass("took the connection"), await ConnectAsync("two.example", server.Port));
    }

    [Fact]
    public async Task Ask_FailsWhileItIsGivenUp_IsNotTheOtherSidesFailure()
    {
        using var givenUp = new CancellationTokenSource();
        _asker.Names.Meanwhile = givenUp.Cancel;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _asker.AskAsync(Asker.Check(HealthCheckType.Tcp, "http://unknown.example"), givenUp.Token));
        Assert.Equal(1, _asker.Names.Lookups);
    }
}
