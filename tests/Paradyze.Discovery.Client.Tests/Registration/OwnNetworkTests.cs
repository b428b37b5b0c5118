using System.Net;

namespace Paradyze.Discovery.Client.Tests;

public sealed class OwnNetworkTests
{
    [Theory]
    [InlineData("http://0.0.0.0:80", "10.1.2.3", "", "10.1.2.3")]
    [InlineData("http://[::]:80", "10.1.2.3", "", "10.1.2.3")]
    [InlineData("http://[::]:80", "::ffff:10.1.2.3", "", "10.1.2.3")]
    [InlineData("http://[::]:80", "fd00::1", "10.1.2.3", "fd00::1")]
    [InlineData("http://*:80", "fd00::1", "10.1.2.3", "fd00::1")]
    [InlineData("http://0.0.0.0:80", "fd00::1", "fd00::1 10.1.2.3", "10.1.2.3")]
    [InlineData("http://0.0.0.0:80", "::1", "127.0.0.1 ::1", "127.0.0.1")]
    [InlineData("http://0.0.0.0:80", "fd00::1", "fd00::1 fe80::1%3", null)]
    [InlineData("http://[::]:80", "fe80::1%3", "10.1.2.3 fe80::1%3 fd00::1", "fd00::1")]
    [InlineData("http://[::]:80", "fe80::1%3", "10.1.2.3 fe80::1%3", "10.1.2.3")]
    [InlineData("http://[::]:80", "fe80::1%3", "fe80::1%3 fe80::2%3", null)]
    [InlineData("http://[::]:80", null, "10.1.2.3", null)]
    public void AddressFor_Wildcard_IsOneThatItAnswersAtAndOthersCanCall(string listening, string? local, string beside, string? expected)
    {
        var network = new OwnNetwork(
            local is null ? null : IPAddress.Parse(local),
            _ => [.. beside.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse)]);

        Assert.Equal(expected, network.AddressFor(ListeningAddress.Parse(listening)!)?.ToString());
    }

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("fd00::1", true)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("127.0.1.1", false)]
    [InlineData("::1", false)]
    [InlineData(null, false)]
    public void IsRegistryElsewhere_ByTheSocketThatReachedIt(string? local, bool expected) =>
        Assert.Equal(expected, new OwnNetwork(local is null ? null : IPAddress.Parse(local), _ => []).IsRegistryElsewhere);
}
