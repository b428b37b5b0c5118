namespace Paradyze.Registry.Tests.Api;

public sealed class InstanceTests : RegistryTest
{
    private const string Path = "/v1/services/orders/instances/a";

    [Fact]
    public async Task Put_BodyWithoutNames_TakesThemFromThePath()
    {
        var created = await Client.PutJsonAsync(Path, """{"url":"http://localhost:1"}""");
        Assert.Equal(201, created.Status);
        Assert.Equal(created.Body, (await Client.ReadAsync("/v1/services/orders")).Json.GetProperty("instances")[0].GetRawText());

        var known = await Client.PutJsonAsync(Path, """{"serviceName":"ORDERS","instanceId":"a","url":"http://localhost:1"}""");
        Assert.Equal((200, created.Body, created.Revision), (known.Status, known.Body, known.Revision));
    }

    [Fact]
    public async Task Put_AndRegister_MeanTheSameInstance()
    {
        await RegisterAsync("Orders", "http://localhost:1", ""","instanceId":"a" """);
        var answer = await Client.PutJsonAsync(Path, """{"url":"http://localhost:1"}""");
        Assert.Equal((200, "Orders", 1L), (answer.Status, answer.Json.GetProperty("serviceName").GetString(), Catalog.Current.Revision));
    }

    [Fact]
    public async Task Put_BodyThatDisagreesWithThePath_NamesBoth()
    {
        var answer = await Client.PutJsonAsync(Path, """{"serviceName":"products","instanceId":"A","url":"http://localhost:1"}""");
        Assert.Equal((400, "invalid-input"), (answer.Status, answer.Code));
        Assert.Equal(
            [
                "/serviceName is 'products', and the path says 'orders': leave it out, or make them agree.",
                "/instanceId is 'A', and the path says 'a': leave it out, or make them agree.",
            ],
            answer.Faults);
        Assert.Equal(0, Catalog.Current.Revision);
    }

    [Fact]
    public async Task Put_PathAndBodyAtFault_NamesAllOfThem()
    {
        var answer = await Client.PutJsonAsync("/v1/services/a%20b/instances/-x", """{"weight":-1}""");
        Assert.Equal(
            [
                "service is 'a b', which is not a service name: it " + Discovery.ServiceName.Rule + ".",
                "id is '-x', which is not an instance id: it " + Discovery.InstanceId.Rule + ".",
                "/url is missing: it must be a url.",
                "/weight is -1: it must be a whole number from 0 to 10000.",
            ],
            answer.Faults);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?generation=g1")]
    public async Task Delete_Known_AnswersWhatWasRemoved(string query)
    {
        var registered = await Client.PutJsonAsync(Path, """{"url":"http://localhost:1","generation":"g1"}""");
        var removed = await Client.RemoveAsync(Path + query);
        Assert.Equal((200, registered.Body), (removed.Status, removed.Body));
        Assert.Equal((2L, 0), (Catalog.Current.Revision, Catalog.Current.InstanceCount));
    }

    [Fact]
    public async Task Delete_OtherGeneration_IsSupersededAndChangesNothing()
    {
        await Client.PutJsonAsync(Path, """{"url":"http://localhost:1","generation":"g2"}""");
        var answer = await Client.RemoveAsync(Path + "?generation=g1");
        Assert.Equal((409, "superseded"), (answer.Status, answer.Code));
        Assert.Equal("g2", answer.Json.GetProperty("instances")[0].GetProperty("generation").GetString());
        Assert.Equal(1, Catalog.Current.InstanceCount);
    }

    [Theory]
    [InlineData("/v1/services/nobody/instances/a", "unknown-service", "No service 'nobody' is registered. Register it with POST /register, or see GET /services for those that are.")]
    [InlineData("/v1/services/a%2Fb/instances/a", "unknown-service", "No service 'a%2Fb' is registered. Register it with POST /register, or see GET /services for those that are.")]
    [InlineData("/v1/services/orders/instances/A", "unknown-instance", "Service 'orders' has no instance 'A'. Name one of those under 'instances'.")]
    public async Task DeleteAndStatus_Unknown_Are404(string path, string code, string detail)
    {
        await Client.PutJsonAsync(Path, """{"url":"http://localhost:1"}""");
        foreach (var answer in new[] { await Client.RemoveAsync(path), await Client.PutJsonAsync(path + "/status", """{"status":"draining"}""") })
            Assert.Equal((404, code, detail), (answer.Status, answer.Code, answer.Detail));
    }

    [Fact]
    public async Task Delete_BadGeneration_NamesTheParameter()
    {
        var answer = await Client.RemoveAsync(Path + "?generation=-");
        Assert.Equal(["generation is '-', which is not a generation: it " + Discovery.InstanceId.Rule + "."], answer.Faults);
    }
}
