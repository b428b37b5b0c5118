namespace Paradyze.Discovery.Client.Tests;

public sealed class AdvertiseRulesTests
{
    private const string Wildcard = "never one that stands for all (0.0.0.0, [::])";
    private const string UrlRule = "must be an absolute http or https url without credentials, query or fragment";

    [Theory]
    [InlineData("orders")]
    [InlineData("10.0.0.1")]
    [InlineData("fd00::1")]
    [InlineData("[fd00::1]")]
    [InlineData("localhost")]
    public void Faults_HostThatCanBeCalled_None(string host) => Assert.Empty(AdvertiseRules.Faults(new AdvertiseOptions { Host = host }));

    [Theory]
    [InlineData("")]
    [InlineData("http://a.test")]
    [InlineData("a.test:80")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("*")]
    [InlineData("fe80::1%eth0")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1%3")]
    public void Faults_HostThatNobodyCanCall_IsOne(string host) =>
        Assert.Equal(
            [
                $"ServiceDiscovery:Advertise:Host is '{host}': it must be a host name or an IP address that others can call, without scheme, port and scope, "
                + $"{Wildcard}.",
            ],
            AdvertiseRules.Faults(new AdvertiseOptions { Host = host }));

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://[fe80::1%25eth0]:8080")]
    [InlineData("http://a.test/?q=1")]
    public void Faults_UrlThatNobodyCanCall_IsOne(string url) =>
        Assert.Equal(
            [$"ServiceDiscovery:Advertise:Url is '{url}': it {UrlRule}, its host {Wildcard}."], AdvertiseRules.Faults(new AdvertiseOptions { Url = url }));

    [Fact]
    public void Faults_PortsAndEndpoints_AreAllReported()
    {
        var options = new AdvertiseOptions
        {
            Ports = { ["http"] = 0, ["https"] = 65_536 },
            Endpoints =
            {
                ["https"] = "http://a.test",
                ["grpc"] = "orders",
                ["a/b"] = "http://a.test",
                ["http-2"] = "http://*:80",
            },
        };

        Assert.Equal(
            [
                "ServiceDiscovery:Advertise:Ports:http is '0': it must be from 1 to 65535.",
                "ServiceDiscovery:Advertise:Ports:https is '65536': it must be from 1 to 65535.",
                "ServiceDiscovery:Advertise:Endpoints:https is 'http://a.test': it must be an absolute https url without credentials, query or fragment, "
                + $"its host {Wildcard}, or empty to leave the endpoint out.",
                "ServiceDiscovery:Advertise:Endpoints:grpc is 'orders': it must be an absolute url with a host and without credentials, "
                + $"its host {Wildcard}, or empty to leave the endpoint out.",
                $"ServiceDiscovery:Advertise:Endpoints:a/b: an endpoint's name {InstanceId.Rule}.",
                "ServiceDiscovery:Advertise:Endpoints:http-2 is 'http://*:80': it must be an absolute url with a host and without credentials, "
                + $"its host {Wildcard}, or empty to leave the endpoint out.",
            ],
            AdvertiseRules.Faults(options));
    }

    [Fact]
    public void Faults_EndpointsThatCanBeCalled_None()
    {
        var options = new AdvertiseOptions
        {
            Url = "https://shop.test/orders",
            Ports = { ["http"] = 32768 },
            Endpoints = { ["https"] = "https://shop.test/orders/", ["http"] = "", ["grpc"] = "grpc://10.0.0.9:50051" },
        };

        Assert.Empty(AdvertiseRules.Faults(options));
    }
}
