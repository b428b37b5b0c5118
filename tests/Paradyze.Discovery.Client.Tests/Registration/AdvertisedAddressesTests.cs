using System.Net;

namespace Paradyze.Discovery.Client.Tests;

public sealed class AdvertisedAddressesTests
{
    private static readonly IPAddress s_local = IPAddress.Parse("10.1.2.3");

    [Theory]
    [InlineData("https://a.test:5001", "https://a.test:5001", "https=https://a.test:5001")]
    [InlineData("https://a.test:5001 http://a.test:5000", "http://a.test:5000", "http=http://a.test:5000 https=https://a.test:5001")]
    [InlineData("http://a.test:1 http://a.test:2 http://a.test:1", "http://a.test:1", "http=http://a.test:1 http-2=http://a.test:2")]
    [InlineData("http://0.0.0.0:8080 http://[::]:8080", "http://10.1.2.3:8080", "http=http://10.1.2.3:8080")]
    [InlineData("http://*:8080/base", "http://10.1.2.3:8080/base", "http=http://10.1.2.3:8080/base")]
    [InlineData("http://+:80", "http://10.1.2.3", "http=http://10.1.2.3")]
    [InlineData("http://[fd00::5]:8080", "http://[fd00::5]:8080", "http=http://[fd00::5]:8080")]
    [InlineData("http://unix:/tmp/socket http://a.test", "http://a.test", "http=http://a.test")]
    [InlineData("http://b\u00fccher.test:81", "http://xn--bcher-kva.test:81", "http=http://xn--bcher-kva.test:81")]
    public void From_Listening_EveryAddressUnderItsScheme(string listening, string url, string endpoints)
    {
        var advertised = From(new AdvertiseOptions(), listening, s_local);

        Assert.Equal((url, endpoints), (advertised.Url, Text(advertised)));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000 http://0.0.0.0:8080", "http=http://10.1.2.3:8080")]
    [InlineData("http://[fe80::1%3]:5000 http://10.1.2.3:8080", "http=http://10.1.2.3:8080")]
    [InlineData("http://localhost:5000 https://[::1]:5001", "http=http://localhost:5000 https=https://[::1]:5001")]
    [InlineData("http://[fe80::1%3]:5000", "http=http://[fe80::1]:5000")]
    public void From_RegistryElsewhere_WhatOthersCannotCallIsLeftOutUnlessItIsAll(string listening, string endpoints) =>
        Assert.Equal(endpoints, Text(From(new AdvertiseOptions(), listening, s_local)));

    [Fact]
    public void From_RegistryOnThisHost_LoopbackIsAnAddressAsAnyOther()
    {
        var advertised = From(new AdvertiseOptions(), "http://localhost:5000 http://0.0.0.0:8080", IPAddress.Loopback);

        Assert.Equal("http=http://localhost:5000 http-2=http://127.0.0.1:8080", Text(advertised));
    }

    [Fact]
    public void From_ConfiguredUrl_TakesTheNameOfItsScheme()
    {
        var options = new AdvertiseOptions { Url = "https://orders.example.com/api/" };

        var advertised = From(options, "http://10.0.0.1:80 https://10.0.0.1:443", local: null);

        Assert.Equal("https://orders.example.com/api", advertised.Url);
        Assert.Equal("http=http://10.0.0.1 https=https://orders.example.com/api", Text(advertised));
    }

    [Fact]
    public void From_ConfiguredUrlBeforeLoopback_StandsAlone()
    {
        var advertised = From(new AdvertiseOptions { Url = "https://orders.example.com" }, "http://127.0.0.1:5000", s_local);

        Assert.Equal("https=https://orders.example.com", Text(advertised));
    }

    [Fact]
    public void From_ConfiguredHost_StandsInForWildcardsOnly()
    {
        var options = new AdvertiseOptions { Host = "orders.internal" };

        var advertised = From(options, "http://0.0.0.0:8080 https://10.1.2.3:8443", s_local);

        Assert.Equal("http=http://orders.internal:8080 https=https://10.1.2.3:8443", Text(advertised));
    }

    [Theory]
    [InlineData("fd00::7")]
    [InlineData("[fd00::7]")]
    public void From_ConfiguredHostOfIPv6_StandsInBrackets(string host) =>
        Assert.Equal("http://[fd00::7]:8080", From(new AdvertiseOptions { Host = host }, "http://0.0.0.0:8080", local: null).Url);

    [Fact]
    public void From_MappedPorts_StandInForThoseThatTheProcessListensOn()
    {
        var options = new AdvertiseOptions { Host = "host.test", Ports = { ["http"] = 32768, ["HTTP-2"] = 32769, ["https"] = 443 } };

        var advertised = From(options, "http://*:8080 https://*:8443 http://*:9090", s_local);

        Assert.Equal("http=http://host.test:32768 http-2=http://host.test:32769 https=https://host.test", Text(advertised));
    }

    [Fact]
    public void From_ConfiguredEndpoints_ReplaceAddAndLeaveOut()
    {
        var options = new AdvertiseOptions
        {
            Endpoints = { ["https"] = "https://shop.test/orders/", ["http"] = "", ["grpc"] = "grpc://10.0.0.9:50051" },
        };

        var advertised = From(options, "http://*:8080", s_local);

        Assert.Equal("https://shop.test/orders", advertised.Url);
        Assert.Equal("grpc=grpc://10.0.0.9:50051 https=https://shop.test/orders", Text(advertised));
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://unix:/tmp/socket")]
    [InlineData("http://0.0.0.0:80")]
    public void From_NothingThatCanBeCalled_IsNone(string listening)
    {
        var advertised = From(new AdvertiseOptions(), listening, local: null);

        Assert.Null(advertised.Url);
        Assert.Empty(advertised.Endpoints);
    }

    private static AdvertisedAddresses From(AdvertiseOptions options, string listening, IPAddress? local) =>
        AdvertisedAddresses.From(
            options,
            [.. listening.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ListeningAddress.Parse).OfType<ListeningAddress>()],
            new OwnNetwork(local, _ => []));

    private static string Text(AdvertisedAddresses advertised) =>
        string.Join(' ', advertised.Endpoints.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key}={e.Value}"));
}
