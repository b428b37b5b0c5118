namespace Paradyze.Registry.Tests.Api;

/// <summary>Every shape of JSON that the registry answers with when all goes well.</summary>
public sealed class GoldenTests : RegistryTest
{
    private const string Full = """
        {"serviceName":"orders","instanceId":"orders-7f3a","generation":"k3x9","url":"http://10.0.0.5:8080","health":"http://10.0.0.5:8080/health?deep=1",
         "metadata":{ "version":"1.4.2", "n": 1.500, "none": null, "deep": [[{"z":1,"a":"é\u0001\"<"}]] },"zone":"eu-1","tags":["blue","canary"],"weight":100,
         "endpoints":{"https":"https://10.0.0.5:8443","admin":"grpc://10.0.0.5:9090"},"leaseSeconds":30,
         "checks":[{"type":"http","url":"/healthz","interval":"60s","timeout":"500ms","failuresBeforeCritical":2},
                   {"type":"grpc","port":9090,"service":"orders.v1"}]}
        """;

    private const string Seed = """
        {"serviceName":"products","url":"http://localhost:5001","health":"http://localhost:5001/health",
         "metadata":{"version":"1.0.0","endpoints":{"api":"/api/v1"}}}
        """;

    private const string Status = "/v1/services/orders/instances/orders-7f3a/status";

    private void Is(string name, Answer answer) => Golden.Is(name, Catalog.Epoch, answer);

    [Fact]
    public async Task Instance_Full() => Is("instance-full", await Client.SendJsonAsync("/register", Full));

    [Fact]
    public async Task Instance_AsTheSeedRegisters() => Is("instance-seed", await Client.SendJsonAsync("/register", Seed));

    [Fact]
    public async Task Instance_Least() => Is("instance-least", await RegisterAsync("products", "http://localhost:5001"));

    [Fact]
    public async Task Instance_WithOverrides()
    {
        await Client.SendJsonAsync("/register", Full);
        Is("instance-draining", await Client.PutJsonAsync(Status, """{"status":"draining","generation":"k3x9"}"""));
        Is("instance-out-of-service", await Client.PutJsonAsync(Status, """{"status":"out-of-service","reason":"bad disk"}"""));
    }

    [Fact]
    public async Task Instance_Removed()
    {
        await Client.SendJsonAsync("/register", Full);
        Is("instance-full", await Client.RemoveAsync("/v1/services/orders/instances/orders-7f3a"));
    }

    [Fact]
    public async Task Resolution()
    {
        await Client.SendJsonAsync("/register", Full);
        await RegisterAsync("orders", "http://localhost:5002");
        Is("resolution", await Client.ReadAsync("/services/orders"));
        Is("resolution-filtered", await Client.ReadAsync("/services/orders?zone=eu-1"));
    }

    [Fact]
    public async Task Details()
    {
        await Client.SendJsonAsync("/register", Full);
        await RegisterAsync("orders", "http://localhost:5002");
        Is("details", await Client.ReadAsync("/v1/services/orders"));
        Is("details-none", await Client.ReadAsync("/v1/services/orders?status=draining"));
    }

    [Fact]
    public async Task Summaries()
    {
        Is("summaries-none", await Client.ReadAsync("/services"));
        await Client.SendJsonAsync("/register", Full);
        await Client.PutJsonAsync(Status, """{"status":"out-of-service"}""");
        await RegisterAsync("orders", "http://localhost:5002", ""","metadata":{"version":"2.0.0"}""");
        await Client.SendJsonAsync("/register", Seed);
        Is("summaries", await Client.ReadAsync("/services"));
    }

    [Fact]
    public async Task Unregister()
    {
        await Client.SendJsonAsync("/register", Full);
        await RegisterAsync("orders", "http://localhost:5002");
        Is("unregister", await Client.SendJsonAsync("/unregister", """{"serviceName":"orders","all":true}"""));
    }

    [Fact]
    public async Task Heartbeats()
    {
        await Client.SendJsonAsync("/register", Full);
        Is("heartbeats-known", await Client.SendJsonAsync("/v1/heartbeats", """{"instances":[{"serviceName":"orders","instanceId":"orders-7f3a"}]}"""));
        Is("heartbeats", await Client.SendJsonAsync("/v1/heartbeats", """
            {"instances":[{"serviceName":"orders","instanceId":"orders-7f3a","generation":"old"},{"serviceName":"gone","instanceId":"x"}]}
            """));
    }

    [Fact]
    public async Task Health()
    {
        await Client.SendJsonAsync("/register", Full);
        Is("health", await Client.ReadAsync("/health"));
        Is("alive", await Client.ReadAsync("/alive"));
    }
}
