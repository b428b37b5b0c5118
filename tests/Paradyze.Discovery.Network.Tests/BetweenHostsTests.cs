using System.Text.RegularExpressions;

namespace Paradyze.Discovery.Network.Tests;

/// <summary>Hosts with addresses of both families.</summary>
public sealed partial class BetweenHostsTests() : NetworkTest("10.97.0.", "fd97::")
{
    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://[::]:8080")]
    [InlineData("http://*:8080")]
    [InlineData("http://+:8080")]
    [InlineData("http://orders.internal:8080")]
    public async Task Service_OnAWildcard_IsCalledFromAnotherHost(string urls)
    {
        Assert.Equal("http://10.97.0.2:8080", await RegisteredAsync(Network.Host(2), "orders", urls));

        Assert.Equal(("http://10.97.0.2:8080", "http=http://10.97.0.2:8080"), await ReadAsync(Network.Host(3), "orders"));
        Assert.Equal(["200 called at 10.97.0.2 port 8080 by http"], await GetAsync(Network.Host(3), ["http://orders/"]));
    }

    [Fact]
    public async Task Services_OnTwoHosts_CallEachOther()
    {
        await RegisteredAsync(Network.Host(2), "orders", "http://*:8080");
        await RegisteredAsync(Network.Host(3), "products", "http://*:8080");

        Assert.Equal(["200 called at 10.97.0.3 port 8080 by http"], await GetAsync(Network.Host(2), ["http://products/"]));
        Assert.Equal(["200 called at 10.97.0.2 port 8080 by http"], await GetAsync(Network.Host(3), ["http://orders/"]));
    }

    [Fact]
    public async Task Service_OnIPv4AloneWithARegistryOverIPv6_IsCalledOverIPv4()
    {
        var registry = ("SERVICE_REGISTRY_URL", RegistryOf("fd97::"));
        Assert.Equal("http://10.97.0.2:8080", await RegisteredAsync(Network.Host(2), "orders", "http://0.0.0.0:8080", settings: registry));

        Assert.Equal(["200 called at 10.97.0.2 port 8080 by http"], await GetAsync(Network.Host(3), ["http://orders/"], registry));
    }

    [Fact]
    public async Task Service_OnEveryAddressWithARegistryOverIPv6_IsCalledOverIPv6()
    {
        var registry = ("SERVICE_REGISTRY_URL", RegistryOf("fd97::"));
        Assert.Equal("http://[fd97::2]:8080", await RegisteredAsync(Network.Host(2), "orders", "http://*:8080", settings: registry));

        Assert.Equal(["200 called at fd97::2 port 8080 by http"], await GetAsync(Network.Host(3), ["http://orders/"], registry));
    }

    [Fact]
    public async Task Service_OnSeveralAddresses_IsCalledAtEach()
    {
        var certificate = new ServerCertificate(Folder, "10.97.0.2");
        await RegisteredAsync(
            Network.Host(2), "orders", "http://127.0.0.1:7070;https://*:8443;http://*:8080;http://*:9090", settings: [.. certificate.Settings]);

        Assert.Equal(
            ("http://10.97.0.2:8080", "http=http://10.97.0.2:8080 http-2=http://10.97.0.2:9090 https=https://10.97.0.2:8443"),
            await ReadAsync(Network.Host(3), "orders"));
        Assert.Equal(
            [
                "200 called at 10.97.0.2 port 8080 by http",
                "200 called at 10.97.0.2 port 9090 by http",
                "200 called at 10.97.0.2 port 8443 by https",
            ],
            await GetAsync(Network.Host(3), ["http://orders/", "http://_http-2.orders/", "https://orders/"], certificate.Trust));
    }

    [Fact]
    public async Task Service_BehindAProxyWithAPath_IsCalledThroughIt()
    {
        await ForwardAsync(Network.Host(2), "0.0.0.0:80", "127.0.0.1:8080");
        await RegisteredAsync(
            Network.Host(2), "orders", "http://127.0.0.1:8080", "/shop", ("ServiceDiscovery__Advertise__Url", "http://10.97.0.2/shop"));

        Assert.Equal(("http://10.97.0.2/shop", "http=http://10.97.0.2/shop"), await ReadAsync(Network.Host(3), "orders"));
        Assert.Equal(["200 called at 127.0.0.1 port 8080 by http/shop"], await GetAsync(Network.Host(3), ["http://orders/"]));
    }

    [Fact]
    public async Task Service_InAContainerWithAMappedPort_IsCalledAtTheHostsPort()
    {
        var container = await Network.AddBehindAsync(Network.Host(2), "172.30.0.1/24", "172.30.0.2/24");
        await ForwardAsync(Network.Host(2), "172.30.0.1:3999", "10.97.0.1:3999");
        await ForwardAsync(Network.Host(2), "10.97.0.2:32768", "172.30.0.2:8080");
        await RegisteredAsync(
            container, "orders", "http://*:8080", "",
            ("SERVICE_REGISTRY_URL", "http://172.30.0.1:3999"),
            ("ServiceDiscovery__Advertise__Host", "10.97.0.2"),
            ("ServiceDiscovery__Advertise__Ports__http", "32768"));

        Assert.Equal(("http://10.97.0.2:32768", "http=http://10.97.0.2:32768"), await ReadAsync(Network.Host(3), "orders"));
        Assert.Equal(
            ["200 called at 172.30.0.2 port 8080 by http", "none, ConnectionError"],
            await GetAsync(Network.Host(3), ["http://orders/", "http://172.30.0.2:8080/"]));
    }

    [Fact]
    public async Task Service_WhoseHostGetsAnotherAddress_IsCalledThere()
    {
        var host = Network.Host(2);
        var service = Serve(host, "orders", "http://*:8080", settings: [("ServiceDiscovery__SelfRegistration__LeaseDuration", "00:00:03"), ("ServiceDiscovery__RequestTimeout", "00:00:02")]);
        await service.LineAsync(RegisteredLine(), Cancel);
        await host.RemoveAddressAsync("eth0", "10.97.0.2/24");
        await host.AddAddressAsync("eth0", "10.97.0.4/24");
        await service.LineAsync(Removed(), Cancel);

        Assert.Equal(("http://10.97.0.4:8080", "http=http://10.97.0.4:8080"), await ReadAsync(Network.Host(3), "orders"));
        Assert.Equal(["200 called at 10.97.0.4 port 8080 by http"], await GetAsync(Network.Host(3), ["http://orders/"]));
    }

    [Fact]
    public async Task Service_OnLoopbackAlone_SaysThatNoOtherHostCallsIt()
    {
        var service = Serve(Network.Host(2), "orders", "http://localhost:8080");

        await service.LineAsync(OnlyHere(), Cancel);

        Assert.Equal(("http://localhost:8080", "http=http://localhost:8080"), await ReadAsync(Network.Host(3), "orders"));
        Assert.Equal(
            ["none, ConnectionError"], await GetAsync(Network.Host(3), ["http://orders/"]));
    }

    [GeneratedRegex("Removed 'orders', instance 10.97.0.2-8080-", RegexOptions.NonBacktracking)]
    private static partial Regex Removed();

    [GeneratedRegex(
        @"This process is registered at http://localhost:8080, where no other host can call it, while the registry is reached over the network, from 10\.97\.0\.2\. ",
        RegexOptions.NonBacktracking)]
    private static partial Regex OnlyHere();
}
