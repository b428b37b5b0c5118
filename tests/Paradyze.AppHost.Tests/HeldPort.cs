using System.Net;
using System.Net.Sockets;

namespace Paradyze.AppHost.Tests;

/// <summary>A port of loopback that nobody else can take.</summary>
internal sealed class HeldPort : IDisposable
{
    private readonly TcpListener _listener;

    public HeldPort(int port)
    {
        _listener = new(IPAddress.Loopback, port);
        try
        {
            _listener.Start();
        }
        catch (SocketException fault) when (fault.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            // Somebody holds it already, such as the development environment that this stands for.
        }
    }

    public void Dispose() => _listener.Dispose();
}
