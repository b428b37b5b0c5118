namespace Paradyze.Discovery.Client.Tests;

public sealed class HostReachesTests
{
    [Theory]
    [InlineData("*", nameof(HostReach.Wildcard))]
    [InlineData("+", nameof(HostReach.Wildcard))]
    [InlineData("0.0.0.0", nameof(HostReach.Wildcard))]
    [InlineData("[::]", nameof(HostReach.Wildcard))]
    [InlineData("::ffff:0.0.0.0", nameof(HostReach.Wildcard))]
    [InlineData("LOCALHOST", nameof(HostReach.Loopback))]
    [InlineData("orders.localhost", nameof(HostReach.Loopback))]
    [InlineData("127.0.0.2", nameof(HostReach.Loopback))]
    [InlineData("[::1]", nameof(HostReach.Loopback))]
    [InlineData("::ffff:127.0.0.1", nameof(HostReach.Loopback))]
    [InlineData("[fe80::1]", nameof(HostReach.Link))]
    [InlineData("fe80::1%3", nameof(HostReach.Link))]
    [InlineData("fd00::1", nameof(HostReach.Network))]
    [InlineData("10.0.0.1", nameof(HostReach.Network))]
    [InlineData("orders", nameof(HostReach.Network))]
    public void Of_Host_IsFromWhereItCanBeCalled(string host, string reach) => Assert.Equal(reach, HostReaches.Of(host).ToString());
}
