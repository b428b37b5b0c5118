using System.Net;
using System.Net.Sockets;
using Paradyze.LocalHosting.Ports;

namespace Paradyze.LocalHosting.Tests.Ports;

public sealed class PortAllocatorTests
{
    [Fact]
    public void IsFree_TakenInEitherFamily_IsNot()
    {
        foreach (var loopback in (IPAddress[])[IPAddress.Loopback, IPAddress.IPv6Loopback])
        {
            using var holder = new TcpListener(loopback, port: 0);
            holder.Start();

            Assert.False(PortAllocator.IsFree(Loopback.PortOf(holder)));
        }
    }
}
