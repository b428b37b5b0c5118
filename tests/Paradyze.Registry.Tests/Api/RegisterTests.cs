namespace Paradyze.Registry.Tests.Api;

public sealed class RegisterTests : RegistryTest
{
    [Fact]
    public async Task Register_SeedBody_AnswersTheInstance()
    {
        var answer = await Client.SendJsonAsync("/register", """
            {"serviceName":"orders","url":"http://localhost:5001","health":"http://localhost:5001/health",
             "metadata":{"version":"1.0.0","endpoints":{"api":"/api/v1"}}}
            """);

        Assert.Equal(201, answer.Status);
        Assert.Equal("application/json", answer.MediaType);
        Assert.Equal(
            """{"serviceName":"orders","instanceId":"localhost-5001-216aa03c","url":"http://localhost:5001","health":"http://localhost:5001/health","metadata":{"version":"1.0.0","endpoints":{"api":"/api/v1"}},"version":"1.0.0","status":"up","statusReason":"registered","registeredAt":"2026-11-24T09:00:00.000Z","revision":1}""",
            answer.Body);
    }

    [Fact]
    public async Task Register_EveryField_ComesBackAsSent()
    {
        var answer = await Client.SendJsonAsync("/register", """
            {"serviceName":"orders","instanceId":"orders-7f3a","generation":"k3x9","url":"http://10.0.0.5:8080",
             "metadata":{ "n": 1.500, "none": null, "deep": [[{"z":1,"a":"é"}]] },"zone":"eu-1","tags":["blue"],"weight":100,
             "endpoints":{"https":"https://10.0.0.5:8443","admin":"grpc://10.0.0.5:9090"},"leaseSeconds":30}
            """);

        Assert.Equal(
            """{"serviceName":"orders","instanceId":"orders-7f3a","generation":"k3x9","url":"http://10.0.0.5:8080","metadata":{"n":1.500,"none":null,"deep":[[{"z":1,"a":"é"}]]},"zone":"eu-1","tags":["blue"],"weight":100,"endpoints":{"admin":"grpc://10.0.0.5:9090","https":"https://10.0.0.5:8443"},"leaseSeconds":30,"status":"up","statusReason":"lease held","registeredAt":"2026-11-24T09:00:00.000Z","revision":1}""",
            answer.Body);
    }

    [Fact]
    public async Task Register_Known_Is200AndKeepsRegisteredAt()
    {
        await RegisterAsync("orders", "http://localhost:5001", ""","zone":"a" """);
        Server.Time.Advance(TimeSpan.FromMinutes(1));
        var answer = await RegisterAsync("ORDERS", "http://localhost:5001");

        Assert.Equal(200, answer.Status);
        Assert.Equal("orders", answer.Json.GetProperty("serviceName").GetString());
        Assert.Equal("2026-11-24T09:00:00.000Z", answer.Json.GetProperty("registeredAt").GetString());
        Assert.False(answer.Json.TryGetProperty("zone", out _), "the whole record is replaced");
        Assert.Equal(2, answer.Json.GetProperty("revision").GetInt64());
    }

    [Fact]
    public async Task Register_SameAgain_CommitsNothing()
    {
        var first = await RegisterAsync("orders", "http://localhost:5001", ""","metadata":{"a":1}""");
        var second = await RegisterAsync("orders", "http://localhost:5001", ""","metadata": { "a" : 1 }""");

        Assert.Equal(200, second.Status);
        Assert.Equal(first.Body, second.Body);
        Assert.Equal(first.Revision, second.Revision);
    }

    [Fact]
    public async Task Register_OtherIdWithSameUrl_ReplacesTheEarlierInOneCommit()
    {
        await RegisterAsync("orders", "http://localhost:5001", ""","instanceId":"old" """);
        await RegisterAsync("orders", "HTTP://LOCALHOST:5001/", ""","instanceId":"new" """);

        var details = await Client.ReadAsync("/v1/services/orders");
        Assert.Equal(["new"], details.Json.GetProperty("instances").EnumerateArray().Select(i => i.GetProperty("instanceId").GetString()!));
        Assert.Equal(2, Catalog.Current.Revision);
    }

    [Fact]
    public async Task Register_VersionThatIsNoSemVer_IsOnlyMetadata()
    {
        var answer = await RegisterAsync("orders", "http://localhost:5001", ""","metadata":{"version":"latest"}""");
        Assert.False(answer.Json.TryGetProperty("version", out _));
    }

    [Fact]
    public async Task Register_Answered_IsReadByEverybody()
    {
        for (var i = 0; i < 50; i++)
        {
            var written = await RegisterAsync("orders", $"http://localhost:{6000 + i}");
            var read = await Client.ReadAsync("/v1/services/orders");
            Assert.Equal(i + 1, read.Json.GetProperty("instances").GetArrayLength());
            Assert.Equal(written.Revision, read.Revision);
        }
    }
}
