namespace Paradyze.LocalHosting.Tests;

public sealed class ResourceBuilderExtensionsTests
{
    [Fact]
    public void WaitFor_Circle_IsRefused()
    {
        var builder = TestApp.CreateBuilder();
        var a = builder.AddService("a");
        var b = builder.AddService("b").WaitFor(a);
        var c = builder.AddService("c").WaitFor(b);

        var fault = Assert.Throws<DistributedApplicationException>(() => a.WaitFor(c));

        Assert.Equal("Resource 'a' cannot wait for 'c', which waits for it.", fault.Message);
    }

    [Fact]
    public void AddProject_NameInUse_IsRefused()
    {
        var builder = TestApp.CreateBuilder();
        builder.AddService("shop");

        var fault = Assert.Throws<DistributedApplicationException>(() => builder.AddService("SHOP"));

        Assert.Equal("There is already a resource 'SHOP': names are unique without regard to case.", fault.Message);
    }

    [Fact]
    public void WithHttpEndpoint_NameInUse_IsRefused()
    {
        var shop = TestApp.CreateBuilder().AddService("shop");

        var fault = Assert.Throws<DistributedApplicationException>(() => shop.WithHttpEndpoint());

        Assert.Equal("Resource 'shop' already has an endpoint 'http'.", fault.Message);
    }

    [Fact]
    public void WithHttpEndpoint_TwoPorts_AreRefused()
    {
        var shop = TestApp.CreateBuilder().AddService("shop");

        var fault = Assert.Throws<DistributedApplicationException>(() => shop.WithHttpEndpoint(port: 80, targetPort: 8080, name: "web"));

        Assert.Equal(
            "Endpoint 'web' of resource 'shop' has port 80 and target port 8080: the embedded engine has no proxy, so give one of them.",
            fault.Message);
    }

    [Fact]
    public void GetEndpoint_Unknown_NamesThoseThereAre()
    {
        var reference = TestApp.CreateBuilder().AddService("shop").GetEndpoint("admin");

        var fault = Assert.Throws<DistributedApplicationException>(() => reference.Url);

        Assert.Equal(
            "Resource 'shop' has no endpoint 'admin'; it has 'http'. Add it with WithHttpEndpoint, or as a url of the project's launch profile.",
            fault.Message);
    }

    [Fact]
    public void WithReplicas_None_IsRefused()
    {
        var shop = TestApp.CreateBuilder().AddService("shop");

        Assert.Throws<ArgumentOutOfRangeException>(() => shop.WithReplicas(0));
    }
}
