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
    public async Task Heartbeats_TenThousand_EachIsAnsweredForItself()
    {
        await RegisterAsync("orders", "http://localhost:1", ""","instanceId":"a","generation":"g2","leaseSeconds":10""");
        var many = Enumerable.Range(0, 10_000).Select(i => i switch
        {
            17 or 9_999 => """{"serviceName":"Orders","instanceId":"a","generation":"g1"}""",
            4_000 => """{"serviceName":"orders","instanceId":"a","generation":"g2","status":"unhealthy","reason":"disk full"}""",
            _ => $$"""{"serviceName":"orders","instanceId":"x{{i}}"}""",
        });
        var answer = await HeartbeatAsync(string.Join(',', many));

        var unknown = answer.Json.GetProperty("unknown").EnumerateArray().Select(key => key.GetProperty("instanceId").GetString());
        Assert.Equal(Enumerable.Range(0, 9_999).Where(i => i is not (17 or 4_000)).Select(i => $"x{i}"), unknown);
        Assert.Equal(["a", "a"], answer.Json.GetProperty("superseded").EnumerateArray().Select(key => key.GetProperty("instanceId").GetString()));
        var state = await Catalog.WaitForAsync(2, TestContext.Current.CancellationToken);
        Assert.Equal("disk full", state.Find("orders")!.Instances[0].State.Reason);
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

    [Theory]
    [InlineData("", "down drained out up")]
    [InlineData("?status=up", "up")]
    [InlineData("?status=serving", "up")]
    [InlineData("?status=unhealthy", "down")]
    [InlineData("?status=draining", "drained")]
    [InlineData("?status=out-of-service", "out")]
    [InlineData("?status=suspect", "")]
    [InlineData("?status=out-of-service&zone=mars", "")]
    public async Task Details_Filtered_AreThoseOfTheStatusUnderTheSameETag(string query, string ids)
    {
        foreach (var id in new[] { "up", "down", "drained", "out" }) await RegisterAsync("orders", $"http://{id}", $$""","instanceId":"{{id}}","leaseSeconds":60""");
        await Client.PutJsonAsync("/v1/services/orders/instances/drained/status", """{"status":"draining"}""");
        await Client.PutJsonAsync("/v1/services/orders/instances/out/status", """{"status":"out-of-service"}""");
        await HeartbeatAsync("""{"serviceName":"orders","instanceId":"down","status":"unhealthy"}""");
        await Catalog.WaitForAsync(7, TestContext.Current.CancellationToken);

        var answer = await Client.ReadAsync("/v1/services/orders" + query);
        Assert.Equal(ids, string.Join(' ', answer.Json.GetProperty("instances").EnumerateArray().Select(instance => instance.GetProperty("instanceId").GetString())));
        Assert.Equal($"W/\"{answer.Revision}\"", answer.Headers.ETag!.ToString());
        Assert.Equal(304, (await Client.ReadAsync("/v1/services/orders" + query, answer.Headers.ETag.ToString())).Status);
    }

    [Fact]
    public async Task Details_StatusThatIsNone_NamesAllOfThem()
    {
        var answer = await Client.ReadAsync("/v1/services/orders?status=Up");
        Assert.Equal(
            ["status is 'Up', which is not a status: it must be one of up, starting, suspect, unhealthy, draining, out-of-service, serving."],
            answer.Faults);
    }

    [Theory]
    [InlineData("*", 304)]
    [InlineData("garbage", 200)]
    [InlineData("W/", 200)]
    [InlineData("\"unfinished", 200)]
    [InlineData(",,\"\"; x", 200)]
    public async Task Details_IfNoneMatch_GarbageMatchesNothing(string ifNoneMatch, int status)
    {
        await RegisterAsync("orders", "http://localhost:1");
        Assert.Equal(status, (await Client.ReadAsync("/v1/services/orders", ifNoneMatch)).Status);
    }

    [Theory]
    [InlineData("/services", 200)]
    [InlineData("/services/orders", 200)]
    [InlineData("/services/nobody", 404)]
    [InlineData("/v1/services/orders", 200)]
    [InlineData("/v1/services/orders/instances/nobody/checks", 404)]
    [InlineData("/v1/guards", 200)]
    [InlineData("/health", 200)]
    [InlineData("/alive", 200)]
    [InlineData("/openapi/v1.json", 200)]
    public async Task Head_IsAsGetWithoutTheBody(string path, int status)
    {
        await RegisterAsync("orders", "http://localhost:1");
        var get = await Client.ReadAsync(path);
        var head = await Client.AskAsync(new HttpRequestMessage(HttpMethod.Head, path));
        Assert.Equal((status, status, ""), (get.Status, head.Status, head.Body));
        Assert.Equal((get.MediaType, get.Revision, get.Headers.ETag), (head.MediaType, head.Revision, head.Headers.ETag));
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
        await RegisterAsync("orders", "http://localhost:1", ""","instanceId":"a","leaseSeconds":60""");
        await HeartbeatAsync("""{"serviceName":"orders","instanceId":"a","status":"unhealthy","reason":"no database"}""");
        var sick = (await Catalog.WaitForAsync(2, TestContext.Current.CancellationToken)).Find("orders")!.Instances[0];
        await HeartbeatAsync("""{"serviceName":"orders","instanceId":"a"}""");
        var well = (await Catalog.WaitForAsync(3, TestContext.Current.CancellationToken)).Find("orders")!.Instances[0];

        Assert.Equal((Discovery.InstanceStatus.Unhealthy, "no database"), (sick.Status, sick.State.Reason));
        Assert.Equal((Discovery.InstanceStatus.Up, "lease held"), (well.Status, well.State.Reason));
    }

    [Fact]
    public async Task Heartbeats_OnAnUnchangedInstance_CommitNothing()
    {
        await RegisterAsync("orders", "http://localhost:1", ""","instanceId":"a","leaseSeconds":10""");
        await HeartbeatAsync("""{"serviceName":"orders","instanceId":"a"}""");
        Assert.Equal(1, Catalog.Current.Revision);
    }
}
