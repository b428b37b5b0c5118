using System.Net;
using System.Text.Json;

namespace Paradyze.Discovery.Client.Tests;

public sealed class ServiceDiscoveryClientTests : ClientTest
{
    [Fact]
    public async Task FourCalls_OneAfterTheOther_ServiceComesAndGoes()
    {
        var registered = await Client.Client.RegisterServiceAsync(
            "orders", "http://a.test:8080", new { Version = "1.4.2", Endpoints = new { Api = "/api/v1" } }, Cancel);
        var url = await Client.Client.GetServiceUrlAsync("orders", Cancel);
        var listed = await Client.Client.ListServicesAsync(cancellationToken: Cancel);
        var removed = await Client.Client.UnregisterServiceAsync("orders", Cancel);
        var left = await Client.Client.ListServicesAsync(cancellationToken: Cancel);

        Assert.Equal("""{"version":"1.4.2","endpoints":{"api":"/api/v1"}}""", registered.Metadata.ToString());
        Assert.Equal("http://a.test:8080/", url.ToString());
        Assert.Equal("orders", Assert.Single(listed).ServiceName);
        Assert.Equal(registered.InstanceId, Assert.Single(removed).InstanceId);
        Assert.Empty(left);
    }

    [Fact]
    public async Task RegisterServiceAsync_RawMetadata_IsSentAsItIs()
    {
        const string Raw = """{"b":1.50,"a":null,"Ünï":[1,{}]}""";

        var fromText = await Client.Client.RegisterServiceAsync("orders", "http://a.test", RawJson.Parse(Raw), Cancel);
        var fromElement = await Client.Client.RegisterServiceAsync("orders", "http://a.test", JsonElement.Parse(Raw), Cancel);

        Assert.Equal((Raw, Raw), (fromText.Metadata.ToString(), fromElement.Metadata.ToString()));
    }

    [Fact]
    public async Task RegisterServiceAsync_Refused_ErrorShowsEveryFault()
    {
        var error = await Assert.ThrowsAsync<RegistryException>(() => Client.Client.RegisterServiceAsync("orders", "nowhere", cancellationToken: Cancel));

        Assert.Equal($"{Registry.Url}/ answered 400 invalid-input: The input has 1 fault.\n- /url: It must be absolute.", error.Message);
        Assert.Equal((HttpStatusCode.BadRequest, ErrorCodes.InvalidInput), (error.StatusCode, error.Problem?.Code));
    }

    [Fact]
    public async Task RegisterServiceAsync_NoRegistry_ErrorNamesItAndTheReason()
    {
        await Registry.StopAsync();

        var error = await Assert.ThrowsAsync<RegistryException>(
            () => Client.Client.RegisterServiceAsync("orders", "http://a.test", cancellationToken: Cancel));

        Assert.StartsWith($"{Registry.Url}/ could not be reached: Connection refused", error.Message, StringComparison.Ordinal);
        Assert.Null(error.StatusCode);
    }

    [Fact]
    public async Task UnregisterServiceAsync_OneOfSeveralIsOurs_RemovesOurs()
    {
        Registry.Put("orders", "other", "http://b.test");
        var own = await Client.Client.RegisterServiceAsync("orders", "http://a.test", cancellationToken: Cancel);

        var removed = await Client.Client.UnregisterServiceAsync("orders", Cancel);

        Assert.Equal(own.InstanceId, Assert.Single(removed).InstanceId);
        Assert.Equal("other", Assert.Single(Registry.Instances("orders")).InstanceId);
    }

    [Fact]
    public async Task UnregisterServiceAsync_SeveralAndNoneOurs_IsRefused()
    {
        Registry.Put("orders", "o1", "http://a.test");
        Registry.Put("orders", "o2", "http://b.test");

        var error = await Assert.ThrowsAsync<RegistryException>(() => Client.Client.UnregisterServiceAsync("orders", Cancel));

        Assert.Equal(ErrorCodes.Ambiguous, error.Problem?.Code);
        Assert.Equal(2, (await Client.Client.UnregisterServiceAsync(new UnregistrationRequest { ServiceName = "orders", All = true }, Cancel)).Count);
    }

    [Fact]
    public async Task UnregisterServiceAsync_NothingThere_IsEmpty()
    {
        Assert.Empty(await Client.Client.UnregisterServiceAsync("orders", Cancel));
    }

    [Fact]
    public async Task ListServicesAsync_SeveralPages_FollowsTheLinks()
    {
        Registry.PageSize = 3;
        for (var i = 0; i < 10; i++)
        {
            Registry.Put($"service-{i}", "1", "http://a.test");
        }

        var all = await Client.Client.ListServicesAsync(cancellationToken: Cancel);
        var some = await Client.Client.ListServicesAsync("service-9", Cancel);

        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"service-{i}"), all.Select(s => s.ServiceName));
        Assert.Equal(5, Registry.Requests("GET /services"));
        Assert.Single(some);
    }
}
