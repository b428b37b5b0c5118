using System.Net;
using System.Net.Sockets;

namespace Paradyze.Discovery.Network.Fixtures.Service;

/// <summary>A map of a port, or a proxy that looks into nothing.</summary>
internal static class Forwarding
{
    public static async Task RunAsync(string from, string to)
    {
        using var listener = new TcpListener(IPEndPoint.Parse(from));
        listener.Start();
        Console.WriteLine($"forwarding {from} to {to}");
        var target = IPEndPoint.Parse(to);
        while (true) _ = ForwardAsync(await listener.AcceptTcpClientAsync(), target);
    }

    private static async Task ForwardAsync(TcpClient caller, IPEndPoint target)
    {
        using var inward = caller;
        using var outward = new TcpClient(target.AddressFamily);
        try
        {
            await outward.ConnectAsync(target);
            var (near, far) = (inward.GetStream(), outward.GetStream());
            await Task.WhenAny(near.CopyToAsync(far), far.CopyToAsync(near));
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // One side is gone: so is the other, at the end of this.
        }
    }
}
