using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Paradyze.Registry.Tests.Health.Asking;

/// <summary>A server on loopback that does to each connection what a test says, good manners or not.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<Stream, CancellationToken, Task> _serve;
    private readonly Task _accepting;
    private int _connections;

    public RawServer(Func<Stream, CancellationToken, Task> serve)
    {
        _serve = serve;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>A server that reads a request's head and answers with a text.</summary>
    public static RawServer Answering(string answer, Action<string>? request = null) => new(async (stream, token) =>
    {
        var head = await ReadHeadAsync(stream, token);
        request?.Invoke(head);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), token);
    });

    public static async Task<string> ReadHeadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        var buffer = new byte[1024];
        while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer, cancellationToken);
            if (read == 0) break;
            head.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        return head.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true) serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        Interlocked.Increment(ref _connections);

        // What is served may never wait, and the next connection must not.
        await Task.Yield();
        using (client)
        {
            try
            {
                await _serve(client.GetStream(), _end.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // The probe has hung up, or the test is over.
            }
        }
    }
}
