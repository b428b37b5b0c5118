namespace Paradyze.Registry.Tests.Api;

public sealed class UnregisterTests : RegistryTest
{
    private Task<Answer> UnregisterAsync(string body) => Client.SendJsonAsync("/unregister", body);

    private static IEnumerable<string?> Ids(Answer answer, string list) =>
        answer.Json.GetProperty(list).EnumerateArray().Select(instance => instance.GetProperty("instanceId").GetString());

    [Fact]
    public async Task Unregister_NameOfOnlyInstance_RemovesIt()
    {
        await RegisterAsync("orders", "http://localhost:5001", ""","instanceId":"a" """);
        var answer = await UnregisterAsync("""{"serviceName":"Orders"}""");

        Assert.Equal(200, answer.Status);
        Assert.Equal("orders", answer.Json.GetProperty("serviceName").GetString());
        Assert.Equal(["a"], Ids(answer, "removed"));
        Assert.Equal(404, (await Client.ReadAsync("/services/orders")).Status);
    }

    [Fact]
    public async Task Unregister_NameOfSeveral_IsAmbiguousAndRemovesNone()
    {
        await RegisterAsync("orders", "http://localhost:5001", ""","instanceId":"a" """);
        await RegisterAsync("orders", "http://localhost:5002", ""","instanceId":"b" """);
        var answer = await UnregisterAsync("""{"serviceName":"orders"}""");

        Assert.Equal((409, "ambiguous"), (answer.Status, answer.Code));
        Assert.Equal(
            "Service 'orders' has 2 instances, and the name alone does not say which: give 'instanceId' or 'url', or \"all\": true for all of them.",
            answer.Detail);
        Assert.Equal(["a", "b"], Ids(answer, "instances"));
        Assert.Equal(2, Catalog.Current.InstanceCount);
    }

    [Fact]
    public async Task Unregister_NameWithOneHealthy_TakesTheUnhealthyAlong()
    {
        await RegisterAsync("orders", "http://localhost:5001", ""","instanceId":"sick","leaseSeconds":60""");
        await RegisterAsync("orders", "http://localhost:5002", ""","instanceId":"well" """);
        await Client.SendJsonAsync("/v1/heartbeats", """{"instances":[{"serviceName":"orders","instanceId":"sick","status":"unhealthy"}]}""");
        await Catalog.WaitForAsync(3, TestContext.Current.CancellationToken);

        Assert.Equal(["sick", "well"], Ids(await UnregisterAsync("""{"serviceName":"orders"}"""), "removed"));
    }

    [Theory]
    [InlineData("""{"serviceName":"orders","all":true}""", "a b")]
    [InlineData("""{"serviceName":"orders","instanceId":"b"}""", "b")]
    [InlineData("""{"serviceName":"orders","url":"http://LOCALHOST:5001/"}""", "a")]
    [InlineData("""{"serviceName":"orders","instanceId":"a","generation":"g1"}""", "a")]
    public async Task Unregister_Named_RemovesWhatIsMeant(string body, string removed)
    {
        await RegisterAsync("orders", "http://localhost:5001", ""","instanceId":"a","generation":"g1" """);
        await RegisterAsync("orders", "http://localhost:5002", ""","instanceId":"b" """);
        Assert.Equal(removed.Split(' '), Ids(await UnregisterAsync(body), "removed"));
    }

    [Fact]
    public async Task Unregister_OtherGeneration_IsSupersededAndChangesNothing()
    {
        await RegisterAsync("orders", "http://localhost:5001", ""","instanceId":"a","generation":"new" """);
        var answer = await UnregisterAsync("""{"serviceName":"orders","instanceId":"a","generation":"old"}""");

        Assert.Equal((409, "superseded"), (answer.Status, answer.Code));
        Assert.Equal(
            "Service 'orders' is registered with another generation than 'old': a later start has taken its place, and stays.", answer.Detail);
        Assert.Equal(1, Catalog.Current.InstanceCount);
    }

    [Theory]
    [InlineData("""{"serviceName":"nobody"}""", "unknown-service",
        "No service 'nobody' is registered. Register it with POST /register, or see GET /services for those that are.")]
    [InlineData("""{"serviceName":"orders","instanceId":"x"}""", "unknown-instance",
        "Service 'orders' has no instance 'x'. Name one of those under 'instances'.")]
    [InlineData("""{"serviceName":"orders","url":"http://localhost:1"}""", "unknown-instance",
        "Service 'orders' has no instance at http://localhost:1/. Name one of those under 'instances'.")]
    public async Task Unregister_Nothing_Is404(string body, string code, string detail)
    {
        await RegisterAsync("orders", "http://localhost:5001");
        var answer = await UnregisterAsync(body);
        Assert.Equal((404, code, detail), (answer.Status, answer.Code, answer.Detail));
    }
}
