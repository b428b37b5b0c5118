namespace Paradyze.Registry.Tests.Api;

public sealed class ServicesTests : RegistryTest
{
    private async Task<string?> NextIdAsync(string query = "") =>
        (await Client.ReadAsync("/services/orders" + query)).Json.GetProperty("instanceId").GetString();

    [Fact]
    public async Task Resolve_SeveralServing_TakesTurns()
    {
        foreach (var id in "abc") await RegisterAsync("orders", $"http://localhost:{5000 + id}", $$""","instanceId":"{{id}}" """);
        var seen = new List<string?>();
        for (var i = 0; i < 6; i++) seen.Add(await NextIdAsync());
        Assert.Equal(["a", "b", "c", "a", "b", "c"], seen);
    }

    [Fact]
    public async Task Resolve_Answer_IsOneInstanceAndAllBesideIt()
    {
        var instance = (await RegisterAsync("orders", "http://localhost:5001", ""","metadata":{"a":1}""")).Body;
        var answer = await Client.ReadAsync("/services/orders");
        Assert.Equal($$"""{{instance[..^1]}},"serviceRevision":"{{answer.Revision}}","instances":[{{instance}}]}""", answer.Body);
        Assert.Null(answer.Headers.ETag);
    }

    [Fact]
    public async Task Resolve_Unknown_Is404()
    {
        var answer = await Client.ReadAsync("/services/nobody");
        Assert.Equal((404, "unknown-service", RegistryProblemMediaType), (answer.Status, answer.Code, answer.MediaType));
    }

    [Fact]
    public async Task Resolve_NoneServing_Is503WithEveryInstance()
    {
        await RegisterAsync("orders", "http://localhost:5001", ""","instanceId":"a","leaseSeconds":60""");
        await Client.SendJsonAsync("/v1/heartbeats", """{"instances":[{"serviceName":"orders","instanceId":"a","status":"unhealthy","reason":"disk full"}]}""");
        await Catalog.WaitForAsync(2, TestContext.Current.CancellationToken);

        var answer = await Client.ReadAsync("/services/orders");
        Assert.Equal((503, "none-serving"), (answer.Status, answer.Code));
        var instance = answer.Json.GetProperty("instances")[0];
        Assert.Equal(("unhealthy", "disk full"), (instance.GetProperty("status").GetString(), instance.GetProperty("statusReason").GetString()));
    }

    [Theory]
    [InlineData("?version=^1.2", "old")]
    [InlineData("?version=2.x", "new")]
    [InlineData("?zone=b", "new")]
    [InlineData("?tag=blue", "old")]
    [InlineData("?tag=blue&zone=a&version=1.4.2", "old")]
    public async Task Resolve_Filtered_AnswersOnlyThoseThatMatch(string query, string id)
    {
        await RegisterAsync("orders", "http://localhost:1", ""","instanceId":"old","zone":"a","tags":["blue"],"metadata":{"version":"1.4.2"}""");
        await RegisterAsync("orders", "http://localhost:2", ""","instanceId":"new","zone":"b","metadata":{"version":"2.0.1"}""");
        Assert.Equal([id, id], [await NextIdAsync(query), await NextIdAsync(query)]);
    }

    [Fact]
    public async Task Resolve_FilterMatchesNone_Is503()
    {
        await RegisterAsync("orders", "http://localhost:1");
        var answer = await Client.ReadAsync("/services/orders?zone=mars");
        Assert.Equal(503, answer.Status);
        Assert.Equal(
            "Service 'orders' is known, but has no instances that match the filter that may be called; each stands under 'instances' with its status and the reason.",
            answer.Detail);
    }

    [Fact]
    public async Task List_Empty_IsAnEmptyArray() => Assert.Equal("[]", (await Client.ReadAsync("/services")).Body);

    [Fact]
    public async Task List_Services_HasALineEach()
    {
        await RegisterAsync("orders", "http://localhost:1", ""","zone":"a","metadata":{"version":"1.0.0"}""");
        await RegisterAsync("orders", "http://localhost:2", ""","zone":"b","metadata":{"version":"1.0.0"}""");
        var answer = await Client.ReadAsync("/services");
        Assert.Equal(
            $$"""[{"serviceName":"orders","url":"http://localhost:1","statuses":{"up":2},"versions":["1.0.0"],"zones":["a","b"],"serviceRevision":"{{answer.Revision}}"}]""",
            answer.Body);
    }

    [Fact]
    public async Task List_Paged_GivesEveryServiceOnce()
    {
        string[] names = ["b.one", "A.two", "a.one", "b.two", "a.three"];
        foreach (var name in names) await RegisterAsync(name, "http://localhost:1");
        var seen = new List<string?>();
        for (var path = "/services?limit=2"; path is not null;)
        {
            var page = await Client.ReadAsync(path);
            seen.AddRange(page.Json.EnumerateArray().Select(service => service.GetProperty("serviceName").GetString()));
            path = page.Headers.TryGetValues("Link", out var link) ? link.Single().Split('<', '>')[1] : null;
        }

        Assert.Equal(["a.one", "a.three", "A.two", "b.one", "b.two"], seen);
        var prefixed = await Client.ReadAsync("/services?prefix=B.");
        Assert.Equal(2, prefixed.Json.GetArrayLength());
    }

    private const string RegistryProblemMediaType = "application/problem+json";
}
