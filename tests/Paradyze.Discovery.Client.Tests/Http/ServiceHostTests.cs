namespace Paradyze.Discovery.Client.Tests;

public sealed class ServiceHostTests
{
    [Theory]
    [InlineData("http://orders/x", "orders", null, SchemeRule.Any)]
    [InlineData("https://orders", "orders", null, SchemeRule.HttpsOnly)]
    [InlineData("https+http://orders", "orders", null, SchemeRule.HttpsPreferred)]
    [InlineData("http+https://orders", "orders", null, SchemeRule.Any)]
    [InlineData("http://Order-Items", "order-items", null, SchemeRule.Any)]
    [InlineData("http://order_items", "order_items", null, SchemeRule.Any)]
    [InlineData("http://somebody:secret@orders", "orders", null, SchemeRule.Any)]
    [InlineData("http://orders:80", "orders", null, SchemeRule.Any)]
    [InlineData("http://_admin.orders", "orders", "admin", SchemeRule.Any)]
    public void TryRead_OneLabel_IsAService(string url, string service, string? endpoint, SchemeRule scheme)
    {
        Assert.True(ServiceHost.TryRead(new Uri(url), allowDottedNames: false, out var query));
        Assert.Equal(new EndpointQuery(service) { EndpointName = endpoint, Scheme = scheme }, query);
    }

    [Theory]
    [InlineData("https://api.example.com")]
    [InlineData("http://localhost")]
    [InlineData("http://LOCALHOST/x")]
    [InlineData("http://orders:8080")]
    [InlineData("http://10.0.0.1")]
    [InlineData("http://10")]
    [InlineData("http://[::1]")]
    [InlineData("http://_admin.eu.orders")]
    [InlineData("http://orders.")]
    [InlineData("http://_admin")]
    [InlineData("https+http://LOCALHOST")]
    [InlineData("https+http://orders:80")]
    [InlineData("https+http://10.0.0.1")]
    [InlineData("http://_admin.localhost")]
    [InlineData("https+http://_admin.LOCALHOST")]
    [InlineData("ws://orders")]
    [InlineData("ftp://orders")]
    public void TryRead_AnythingElse_IsNone(string url) =>
        Assert.False(ServiceHost.TryRead(new Uri(url), allowDottedNames: false, out _));

    [Fact]
    public void TryRead_NoOrRelativeUrl_IsNone()
    {
        Assert.False(ServiceHost.TryRead(url: null, allowDottedNames: false, out _));
        Assert.False(ServiceHost.TryRead(new Uri("/x", UriKind.Relative), allowDottedNames: false, out _));
    }

    [Theory]
    [InlineData("http://eu.orders", "eu.orders", null)]
    [InlineData("http://_admin.eu.orders", "eu.orders", "admin")]
    public void TryRead_DottedNamesAllowed_AreServices(string url, string service, string? endpoint)
    {
        Assert.True(ServiceHost.TryRead(new Uri(url), allowDottedNames: true, out var query));
        Assert.Equal((service, endpoint), (query.ServiceName, query.EndpointName));
    }
}
