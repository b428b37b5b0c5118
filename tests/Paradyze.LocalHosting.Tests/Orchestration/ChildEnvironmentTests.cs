using System.Net.Http.Json;

namespace Paradyze.LocalHosting.Tests.Orchestration;

/// <summary>What a started child finds, asked from the child itself.</summary>
public sealed class ChildEnvironmentTests
{
    [Fact]
    public async Task Project_WithEndpoint_GetsItsAddressAndTelemetryNames()
    {
        var builder = TestApp.CreateBuilder("--OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317");
        builder.AddService("shop").WithEnvironment("GREETING", "hello = there");
        await using var app = await builder.StartAsync();
        var healthy = await app.UntilHealthyAsync("shop");

        var variables = await VariablesAsync(app, "shop");

        Assert.Equal(app.GetEndpoint("shop").ToString().TrimEnd('/'), variables["ASPNETCORE_URLS"]);
        Assert.Equal("shop", variables["OTEL_SERVICE_NAME"]);
        Assert.Equal($"service.instance.id={healthy.ResourceId["shop-".Length..]}", variables["OTEL_RESOURCE_ATTRIBUTES"]);
        Assert.Equal("http://localhost:4317", variables["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Equal("1000", variables["OTEL_BSP_SCHEDULE_DELAY"]);
        Assert.Equal("Development", variables["DOTNET_ENVIRONMENT"]);
        Assert.Equal("hello = there", variables["GREETING"]);
    }

    [Fact]
    public async Task Project_EndpointWithVariable_IsToldThePortThereOnly()
    {
        var builder = TestApp.CreateBuilder();
        builder.AddService("shop").WithHttpEndpoint(name: "admin", env: "ADMIN_PORT");
        await using var app = await builder.StartAsync();
        await app.UntilHealthyAsync("shop");

        var variables = await VariablesAsync(app, "shop");

        Assert.Equal($"{app.GetEndpoint("shop", "admin").Port}", variables["ADMIN_PORT"]);
        Assert.Equal($"http://localhost:{app.GetEndpoint("shop", "http").Port}", variables["ASPNETCORE_URLS"]);
    }

    [Fact]
    public async Task Project_AddressesOfOthersInTheHostsEnvironment_AreNotInherited()
    {
        string[] foreign =
        [
            "SERVICE_REGISTRY_URL", "ASPNETCORE_HTTP_PORTS", "services__shop__http__0", "Kestrel__Endpoints__Http__Url", "URLS", "HTTP_PORTS",
            "HTTPS_PORTS", "PORT", "DOTNET_URLS", "DOTNET_HTTP_PORTS", "DOTNET_HTTPS_PORTS", "DOTNET_LAUNCH_PROFILE",
        ];
        await using var appHost = AppHostProcess.WithVariables(
            [.. foreign.Select(name => $"{name}=9"), "GREETING=hello"], "--DcpPublisher:RandomizePorts=true");

        var variables = await appHost.VariablesOfStoreAsync();

        Assert.Equal("hello", variables["GREETING"]);
        Assert.DoesNotContain(variables, variable => foreign.Contains(variable.Key) && variable.Value == "9");
    }

    [Fact]
    public async Task Project_ReferenceToAnEndpoint_IsItsUrl()
    {
        var builder = TestApp.CreateBuilder();
        var store = builder.AddService("store");
        builder.AddService("shop").WithEnvironment("STORE", store.GetEndpoint("http"));
        await using var app = await builder.StartAsync();
        await app.UntilHealthyAsync("shop");

        var variables = await VariablesAsync(app, "shop");

        Assert.Equal($"http://localhost:{app.GetEndpoint("store").Port}", variables["STORE"]);
        Assert.DoesNotContain(variables.Keys, name => name.StartsWith("services__", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Project_WorkingDirectory_IsTheProjectsFolder()
    {
        var builder = TestApp.CreateBuilder();
        builder.AddService("shop");
        await using var app = await builder.StartAsync();
        await app.UntilHealthyAsync("shop");
        using var http = app.CreateHttpClient("shop");

        var directory = await http.GetStringAsync("/directory", TestContext.Current.CancellationToken);

        Assert.Equal(Path.GetDirectoryName(new FixtureService().ProjectPath), directory);
    }

    private static async Task<Dictionary<string, string>> VariablesAsync(DistributedApplication app, string name)
    {
        using var http = app.CreateHttpClient(name);
        return (await http.GetFromJsonAsync<Dictionary<string, string>>("/environment", TestContext.Current.CancellationToken))!;
    }
}
