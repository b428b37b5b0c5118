using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Paradyze.Registry.Api;
using Paradyze.Testing;

namespace Paradyze.Registry.Tests.Api;

/// <summary>Bodies that end before they are whole are nobody's mistake here: the log of errors stays empty.</summary>
public sealed class BrokenOffTests
{
    private const int Callers = 20;

    private static readonly byte[] s_half = Encoding.ASCII.GetBytes(
        "POST /register HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"serviceName\":");

    private readonly FakeLoggerProvider _logs = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Register_BodyNeverWhole_IsNoMistakeOfTheRegistry(bool isReset)
    {
        var callers = new List<Socket>();
        await using (var server = new RegistryServer(configure: services => services.AddLogging(logging => logging.AddProvider(_logs))))
        {
            using var client = server.CreateClient();
            for (var i = 0; i < Callers; i++)
            {
                // An answer to somebody else in between: what was sent before has been read by then.
                callers.Add(await SendHalfAsync(server.Address));
                Assert.Equal(200, (await client.ReadAsync("/health")).Status);
                if (isReset) Reset(callers[^1]);
            }

            // Who is still there is waited for when the server stops, for as long as a stop may take.
        }

        callers.ForEach(caller => caller.Dispose());
        Assert.DoesNotContain(_logs.Collector.GetSnapshot(), record => record.Category == typeof(ProblemHandler).FullName);
    }

    private static async Task<Socket> SendHalfAsync(Uri server)
    {
        var caller = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await caller.ConnectAsync(server.Host, server.Port, TestContext.Current.CancellationToken);
        await caller.SendAsync(s_half, TestContext.Current.CancellationToken);
        return caller;
    }

    // Without a wait for what was sent, a close is a reset.
    private static void Reset(Socket caller)
    {
        caller.LingerState = new LingerOption(enable: true, seconds: 0);
        caller.Close();
    }
}
