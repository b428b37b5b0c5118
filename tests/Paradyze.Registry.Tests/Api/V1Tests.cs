namespace Paradyze.Registry.Tests.Api;

public sealed class V1Tests : RegistryTest
{
    private Task<Answer> HeartbeatAsync(string instances) => Client.SendJsonAsync("/v1/heartbeats", $$"""{"instances":[{{instances}}]}""");

    [Fact]
    public async Task Details_Unchanged_Is304ToItsETag()
    {
        await RegisterAsync("orders", "http://localhost:5001");
        var first = await Client.ReadAsync("/v1/services/orders");
        var etag = first.Headers.ETag!.ToString();
        Assert.Equal($"W/\"{first.Json.GetProperty("serviceRevision")}\"", etag);

        var unchanged = await Client.ReadAsync("/v1/services/orders", etag);
        Assert.Equal((304, ""), (unchanged.Status, unchanged.Body));

        await RegisterAsync("products", "http://localhost:5002");
        Assert.Equal(304, (await Client.ReadAsync("/v1/services/orders", etag)).Status);

        await RegisterAsync("orders", "http://localhost:5003");
        var changed = await Client.ReadAsync("/v1/services/orders", etag);
        Assert.Equal((200, 2), (changed.Status, changed.Json.GetProperty("instances").GetArrayLength()));
    }

    [Fact]
    public async Task Details_AfterRemoval_HasANewETag()
    {
        await RegisterAsync("orders", "http://localhost:1");
        await RegisterAsync("orders", "http://localhost:2");
        var etag = (await Client.ReadAsync("/v1/services/orders")).Headers.ETag!.ToString();
        await Client.SendJsonAsync("/unregister", """{"serviceName":"orders","url":"http://localhost:1"}""");
        Assert.Equal(200, (await Client.ReadAsync("/v1/services/orders", etag)).Status);
    }

    [Fact]
    public async Task Details_Unknown_Is404AndTellsTheEpoch()
    {
        var answer = await Client.ReadAsync("/v1/services/nobody");
        Assert.Equal((404, "unknown-service"), (answer.Status, answer.Code));
        Assert.True(Discovery.Revision.TryParse(answer.Revision, out var revision));
        Assert.Equal(Catalog.Epoch, revision.Epoch);
    }

    [Fact]
    public async Task Heartbeats_Mixed_TellsUnknownAndSuperseded()
    {
        await RegisterAsync("orders", "http://localhost:1", ""","instanceId":"a","generation":"g2","leaseSeconds":10""");
        var answer = await HeartbeatAsync("""
            {"serviceName":"Orders","instanceId":"a","generation":"g2"},
            {"serviceName":"orders","instanceId":"a","generation":"g1"},
            {"serviceName":"orders","instanceId":"A"},
            {"serviceName":"gone","instanceId":"x"}
            """);

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            """{"unknown":[{"serviceName":"orders","instanceId":"A"},{"serviceName":"gone","instanceId":"x"}],"superseded":[{"serviceName":"orders","instanceId":"a"}]}""",
            answer.Body);
    }

    [Fact]
    public async Task Heartbeats_SelfReport_ChangesTheStatusAndBack()
    {
        await RegisterAsync("orders", "http://localhost:1", ""","instanceId":"a" """);
        await HeartbeatAsync("""{"serviceName":"orders","instanceId":"a","status":"unhealthy","reason":"no database"}""");
        var sick = (await Catalog.WaitForAsync(2, TestContext.Current.CancellationToken)).Find("orders")!.Instances[0];
        await HeartbeatAsync("""{"serviceName":"orders","instanceId":"a"}""");
        var well = (await Catalog.WaitForAsync(3, TestContext.Current.CancellationToken)).Find("orders")!.Instances[0];

        Assert.Equal((Discovery.InstanceStatus.Unhealthy, "no database"), (sick.Status, sick.StatusReason));
        Assert.Equal((Discovery.InstanceStatus.Up, "registered"), (well.Status, well.StatusReason));
    }

    [Fact]
    public async Task Heartbeats_OnAnUnchangedInstance_CommitNothing()
    {
        await RegisterAsync("orders", "http://localhost:1", ""","instanceId":"a","leaseSeconds":10""");
        await HeartbeatAsync("""{"serviceName":"orders","instanceId":"a"}""");
        Assert.Equal(1, Catalog.Current.Revision);
    }

    [Fact]
    public async Task OpenApi_DescribesEveryRoute()
    {
        var paths = (await Client.ReadAsync("/openapi/v1.json")).Json.GetProperty("paths");
        Assert.Equal(
            ["/alive", "/health", "/register", "/services", "/services/{serviceName}", "/unregister", "/v1/heartbeats", "/v1/services/{service}"],
            paths.EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Health_Serving_TellsWhatItHolds()
    {
        await RegisterAsync("orders", "http://localhost:1");
        var answer = await Client.ReadAsync("/health");
        Assert.Equal($$"""{"status":"healthy","revision":"{{answer.Revision}}","services":1,"instances":1}""", answer.Body);
        Assert.Equal(200, (await Client.ReadAsync("/alive")).Status);
    }
}
