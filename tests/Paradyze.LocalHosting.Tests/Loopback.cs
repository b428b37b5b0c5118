using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Paradyze.LocalHosting.Ports;

namespace Paradyze.LocalHosting.Tests;

internal static class Loopback
{
    // Below those that the system gives to whoever connects: until it is used, such a port may be somebody's again. And none of the engine's own.
    private const int First = 10_000;
    private const int AfterLast = 20_000;
    private const int Attempts = 200;

    private static readonly ConcurrentDictionary<int, byte> Given = new();

    /// <summary>A port that nobody listens on, never the same twice.</summary>
    public static int FreePort() => Enumerable.Range(0, Attempts)
        .Select(_ => Random.Shared.Next(First, AfterLast))
        .First(port => Given.TryAdd(port, 0) && PortAllocator.IsFree(port));

    /// <summary>Listens on a port that was free, and accepts nobody.</summary>
    public static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    public static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
