using Microsoft.Extensions.DependencyInjection;
using Paradyze.Registry.Catalog;
using Paradyze.Testing;

namespace Paradyze.Registry.Tests.Api;

/// <summary>Statuses that an operator or the instance itself sets.</summary>
public sealed class StatusTests : RegistryTest
{
    private const string Path = "/v1/services/orders/instances/a";

    private Task<Answer> RegisterAsync(string generation = "g1") =>
        Client.PutJsonAsync(Path, $$"""{"url":"http://localhost:1","leaseSeconds":60,"generation":"{{generation}}"}""");

    private Task<Answer> SetAsync(string status, string more = "") => Client.PutJsonAsync(Path + "/status", $$"""{"status":"{{status}}"{{more}}}""");

    private static string Described(Answer answer)
    {
        Assert.Equal(200, answer.Status);
        var set = answer.Json.TryGetProperty("override", out var value) ? value.GetRawText() : "none";
        return $"{answer.Json.GetProperty("status")} ({answer.Json.GetProperty("statusReason")}) {set}";
    }

    [Theory]
    [InlineData("draining", "", """draining (drained by an operator) {"status":"draining","owner":"operator"}""")]
    [InlineData("draining", ""","reason":"move" """, """draining (move) {"status":"draining","owner":"operator","reason":"move"}""")]
    [InlineData("draining", ""","generation":"g1" """, """draining (drains itself) {"status":"draining","owner":"self"}""")]
    [InlineData("out-of-service", "", """out-of-service (taken out by an operator) {"status":"out-of-service","owner":"operator"}""")]
    [InlineData("up", "", "up (lease held) none")]
    public async Task Set_Status_IsTheInstancesStatus(string status, string more, string described)
    {
        await RegisterAsync();
        var answer = await SetAsync(status, more);
        Assert.Equal(described, Described(answer));
        Assert.Equal(answer.Body, (await Client.ReadAsync("/v1/services/orders")).Json.GetProperty("instances")[0].GetRawText());
        Assert.Equal(status == "up" ? 200 : 503, (await Client.ReadAsync("/services/orders")).Status);
    }

    [Fact]
    public async Task Set_SameAgain_CommitsNothing()
    {
        await RegisterAsync();
        var first = await SetAsync("draining", ""","reason":"move" """);
        var second = await SetAsync("draining", ""","reason":"move" """);
        Assert.Equal((first.Body, first.Revision), (second.Body, second.Revision));

        await SetAsync("up");
        await SetAsync("up");
        Assert.Equal(3, Catalog.Current.Revision);
    }

    [Fact]
    public async Task Set_OtherGeneration_IsSupersededAndChangesNothing()
    {
        await RegisterAsync("g2");
        var answer = await SetAsync("draining", ""","generation":"g1" """);
        Assert.Equal((409, "superseded"), (answer.Status, answer.Code));
        Assert.Equal(1, Catalog.Current.Revision);
    }

    [Theory]
    [InlineData("g1", """draining (drains itself) {"status":"draining","owner":"self"}""")]
    [InlineData("g2", "up (lease held) none")]
    public async Task Register_AfterOwnDraining_EndsItWithItsGeneration(string generation, string described)
    {
        await RegisterAsync();
        await SetAsync("draining", ""","generation":"g1" """);
        Assert.Equal(described, Described(await RegisterAsync(generation)));
    }

    [Fact]
    public async Task Register_AfterOperator_KeepsTheOverrideUntilItIsCleared()
    {
        await RegisterAsync();
        await SetAsync("out-of-service", ""","reason":"bad disk" """);
        Assert.Equal("""out-of-service (bad disk) {"status":"out-of-service","owner":"operator","reason":"bad disk"}""", Described(await RegisterAsync("g2")));
        Assert.Equal("up (lease held) none", Described(await SetAsync("up")));
    }

    [Fact]
    public async Task Set_ByBoth_NeitherEndsTheOthers()
    {
        await RegisterAsync();
        await SetAsync("draining", ""","generation":"g1" """);
        Assert.Equal(
            """out-of-service (taken out by an operator) {"status":"out-of-service","owner":"operator","beneath":{"status":"draining","owner":"self"}}""",
            Described(await SetAsync("out-of-service")));
        Assert.Equal("""draining (drains itself) {"status":"draining","owner":"self"}""", Described(await SetAsync("up")));
        Assert.Equal("up (lease held) none", Described(await SetAsync("up", ""","generation":"g1" """)));
    }

    [Fact]
    public async Task Set_WhileUnhealthy_CountsFirstAndGivesWayToWhatIsFound()
    {
        await RegisterAsync();
        await Client.SendJsonAsync("/v1/heartbeats", """{"instances":[{"serviceName":"orders","instanceId":"a","status":"unhealthy","reason":"no database"}]}""");
        await Catalog.WaitForAsync(2, TestContext.Current.CancellationToken);
        await SetAsync("draining");
        Assert.StartsWith("unhealthy (no database)", Described(await SetAsync("up")));
    }

    [Fact]
    public async Task Restart_Overrides_AreStillThere()
    {
        using var data = new TempFolder();
        string body;
        await using (var before = new RegistryServer(data))
        {
            using var client = before.CreateClient();
            await client.PutJsonAsync(Path, """{"url":"http://localhost:1","leaseSeconds":60,"generation":"g1"}""");
            await client.PutJsonAsync(Path + "/status", """{"status":"draining","generation":"g1"}""");
            body = (await client.PutJsonAsync(Path + "/status", """{"status":"out-of-service","reason":"say \",\"status\":\"up\" "}""")).Body;
        }

        await using var after = new RegistryServer(data);
        using var reader = after.CreateClient();
        Assert.Equal(body, (await reader.ReadAsync("/v1/services/orders")).Json.GetProperty("instances")[0].GetRawText());
        Assert.NotNull(after.Services.GetRequiredService<ServiceCatalog>().Find("orders")!.Instances[0].State.Override!.Beneath);
        await reader.PutJsonAsync(Path + "/status", """{"status":"up"}""");
        Assert.Equal("up (lease held) none", Described(await reader.PutJsonAsync(Path + "/status", """{"status":"up","generation":"g1"}""")));
    }

    [Fact]
    public async Task Set_ManyFaults_NamesAllOfThem()
    {
        await RegisterAsync();
        var answer = await SetAsync("unhealthy", ""","reason":"a\u0007","generation":"-" """);
        Assert.Equal(
            [
                "/status is 'unhealthy', which is not a status that can be set: it must be 'draining', 'out-of-service' or 'up'.",
                "/reason is 'a\a', which is not a reason: it must be at most 256 characters without control characters.",
                "/generation is '-', which is not a generation: it " + Discovery.InstanceId.Rule + ".",
            ],
            answer.Faults);

        var alone = await SetAsync("out-of-service", ""","generation":"g1" """);
        Assert.Equal(
            ["/status is 'out-of-service', which an instance cannot say of itself: leave 'generation' out to speak as an operator, or say 'draining'."],
            alone.Faults);
        Assert.Equal(1, Catalog.Current.Revision);
    }
}
