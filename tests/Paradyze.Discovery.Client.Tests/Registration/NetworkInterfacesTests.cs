using System.Net;

namespace Paradyze.Discovery.Client.Tests;

public sealed class NetworkInterfacesTests
{
    [Fact]
    public void AddressesBeside_Loopback_AreThoseOfItsInterface()
    {
        var addresses = NetworkInterfaces.AddressesBeside(IPAddress.Loopback);

        Assert.Contains(IPAddress.Loopback, addresses);
        Assert.All(addresses, address => Assert.NotEqual(HostReach.Network, HostReaches.Of(address)));
    }

    [Fact]
    public void AddressesBeside_AnAddressThatNoInterfaceHas_AreNone() =>
        Assert.Empty(NetworkInterfaces.AddressesBeside(IPAddress.Parse("192.0.2.77")));
}
