using System.Net;

namespace Paradyze.Discovery.Client.Tests;

public sealed class AdvertisedAddressesTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5000", "http://127.0.0.1:5000", "http=http://127.0.0.1:5000")]
    [InlineData("https://a.test:5001", "https://a.test:5001", "https=https://a.test:5001")]
    [InlineData("https://a.test:5001 http://a.test:5000", "http://a.test:5000", "http=http://a.test:5000 https=https://a.test:5001")]
    [InlineData("http://a.test:1 http://a.test:2 http://a.test:1", "http://a.test:1", "http=http://a.test:1 http-2=http://a.test:2")]
    [InlineData("http://0.0.0.0:8080 http://[::]:8080", "http://10.1.2.3:8080", "http=http://10.1.2.3:8080")]
    [InlineData("http://*:8080/base", "http://10.1.2.3:8080/base", "http=http://10.1.2.3:8080/base")]
    [InlineData("http://+:80", "http://10.1.2.3", "http=http://10.1.2.3")]
    [InlineData("http://unix:/tmp/socket http://a.test", "http://a.test", "http=http://a.test")]
    public void From_Listening_EveryAddressUnderItsScheme(string listening, string url, string endpoints)
    {
        var advertised = AdvertisedAddresses.From(new AdvertiseOptions(), Parse(listening), IPAddress.Parse("10.1.2.3"));

        Assert.Equal(url, advertised!.Url);
        Assert.Equal(endpoints, string.Join(' ', advertised.Endpoints.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key}={e.Value}")));
    }

    [Theory]
    [InlineData("::ffff:10.1.2.3", "http://10.1.2.3:8080")]
    [InlineData("fd00::1", "http://[fd00::1]:8080")]
    [InlineData("fe80::1%3", "http://[fe80::1]:8080")]
    public void From_LocalAddressOfTheSocket_IsWrittenAsAHost(string local, string url) =>
        Assert.Equal(url, AdvertisedAddresses.From(new AdvertiseOptions(), Parse("http://[::]:8080"), IPAddress.Parse(local))!.Url);

    [Fact]
    public void From_ConfiguredUrl_TakesTheNameOfItsScheme()
    {
        var options = new AdvertiseOptions { Url = "https://orders.example.com/api/" };

        var advertised = AdvertisedAddresses.From(options, Parse("http://10.0.0.1:80 https://10.0.0.1:443"), local: null)!;

        Assert.Equal("https://orders.example.com/api", advertised.Url);
        Assert.Equal(("http://10.0.0.1", "https://orders.example.com/api"), (advertised.Endpoints["http"], advertised.Endpoints["https"]));
    }

    [Fact]
    public void From_ConfiguredHost_StandsInForWildcardsOnly()
    {
        var options = new AdvertiseOptions { Host = "orders.internal" };

        var advertised = AdvertisedAddresses.From(options, Parse("http://0.0.0.0:8080 https://127.0.0.1:8443"), IPAddress.Loopback)!;

        Assert.Equal(("http://orders.internal:8080", "https://127.0.0.1:8443"), (advertised.Endpoints["http"], advertised.Endpoints["https"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://unix:/tmp/socket")]
    [InlineData("http://0.0.0.0:80")]
    public void From_NothingThatCanBeCalled_IsNone(string listening) =>
        Assert.Null(AdvertisedAddresses.From(new AdvertiseOptions(), Parse(listening), local: null));

    private static List<ListeningAddress> Parse(string addresses) =>
        [.. addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ListeningAddress.Parse).OfType<ListeningAddress>()];
}
