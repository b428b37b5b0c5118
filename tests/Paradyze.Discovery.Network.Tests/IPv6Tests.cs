using System.Text.RegularExpressions;

namespace Paradyze.Discovery.Network.Tests;

/// <summary>Hosts with addresses of IPv6 alone.</summary>
public sealed partial class IPv6Tests() : NetworkTest("fd97::")
{
    [Theory]
    [InlineData("http://[::]:8080")]
    [InlineData("http://*:8080")]
    [InlineData("http://[fd97::2]:8080")]
    public async Task Service_ThatAnswersOverIPv6_IsCalledFromAnotherHost(string urls)
    {
        Assert.Equal("http://[fd97::2]:8080", await RegisteredAsync(Network.Host(2), "orders", urls));

        Assert.Equal(("http://[fd97::2]:8080", "http=http://[fd97::2]:8080"), await ReadAsync(Network.Host(3), "orders"));
        Assert.Equal(["200 called at fd97::2 port 8080 by http"], await GetAsync(Network.Host(3), ["http://orders/"]));
    }

    [Fact]
    public async Task Service_OnIPv4Alone_SaysThatNobodyCanCallIt()
    {
        var service = Serve(Network.Host(2), "orders", "http://0.0.0.0:8080");

        await service.LineAsync(NotAdvertised(), Cancel);

        Assert.StartsWith("404 ", Assert.Single(await GetAsync(Network.Host(3), [$"{Registry}/services/orders"])), StringComparison.Ordinal);
    }

    [GeneratedRegex(
        @"http://0\.0\.0\.0:8080 is not registered, since nobody can call it: the registry is reached from fd97::2, .* Listen on http://\*:8080, or set ServiceDiscovery:Advertise:Host\.",
        RegexOptions.NonBacktracking)]
    private static partial Regex NotAdvertised();
}
