using System.Net;
using System.Net.Sockets;

namespace Paradyze.LocalHosting.Tests;

/// <summary>A port at which nobody is refused and nobody taken in: whoever connects waits.</summary>
internal sealed class FullListener : IDisposable
{
    private const int MoreThanWait = 4;

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _waiting = [];

    public FullListener()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(backlog: 0);
        for (var client = 0; client < MoreThanWait; client++)
            _waiting.Add(BeginConnect(_listener.LocalEndPoint!));
    }

    public string Address => $"http://{_listener.LocalEndPoint}";

    public void Dispose()
    {
        _waiting.ForEach(client => client.Dispose());
        _listener.Dispose();
    }

    private static Socket BeginConnect(EndPoint address)
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        try
        {
            client.Connect(address);
        }
        catch (SocketException fault) when (fault.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            // it goes on by itself
        }

        return client;
    }
}
