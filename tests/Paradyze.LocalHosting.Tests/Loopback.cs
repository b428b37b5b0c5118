using System.Net;
using System.Net.Sockets;

namespace Paradyze.LocalHosting.Tests;

internal static class Loopback
{
    public static int FreePort()
    {
        using var listener = Listen();
        return PortOf(listener);
    }

    /// <summary>Listens on a port that was free, and accepts nobody.</summary>
    public static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    public static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
