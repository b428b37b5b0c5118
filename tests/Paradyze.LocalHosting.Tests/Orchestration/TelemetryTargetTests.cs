namespace Paradyze.LocalHosting.Tests.Orchestration;

/// <summary>Where processes are told to send their telemetry, asked from one of them.</summary>
public sealed class TelemetryTargetTests
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string RandomPorts = "--DcpPublisher:RandomizePorts=true";

    [Fact]
    public async Task Run_DashboardListens_TelemetryGoesThere()
    {
        using var dashboard = Loopback.Listen();
        var address = $"http://localhost:{Loopback.PortOf(dashboard)}";
        await using var appHost = new AppHostProcess(RandomPorts, $"--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL={address}");

        var variables = await appHost.VariablesOfStoreAsync();

        Assert.Equal((address, "grpc"), (variables[Endpoint], variables[Protocol]));
        Assert.Contains($"Telemetry goes to {address} (ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL).", appHost.Lines);
    }

    [Fact]
    public async Task Run_NobodyListens_ProcessesAreNotToldAndThePersonIs()
    {
        var address = $"http://localhost:{Loopback.FreePort()}";
        await using var appHost = new AppHostProcess(RandomPorts, $"--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL={address}");

        var variables = await appHost.VariablesOfStoreAsync();

        Assert.DoesNotContain(Endpoint, variables.Keys);
        Assert.DoesNotContain(Protocol, variables.Keys);
        Assert.Contains($"Telemetry goes nowhere: nobody listens on {address} (ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL).", appHost.Lines);
    }

    [Fact]
    public async Task Run_EndpointIsGiven_IsHandedOnUnasked()
    {
        using var dashboard = Loopback.Listen();
        await using var appHost = new AppHostProcess(
            RandomPorts,
            $"--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://localhost:{Loopback.PortOf(dashboard)}",
            $"--{Endpoint}=http://localhost:4318",
            $"--{Protocol}=http/protobuf");

        var variables = await appHost.VariablesOfStoreAsync();

        Assert.Equal(("http://localhost:4318", "http/protobuf"), (variables[Endpoint], variables[Protocol]));
        Assert.DoesNotContain(appHost.Lines, line => line.StartsWith("Telemetry", StringComparison.Ordinal));
        Assert.False(dashboard.Pending());
    }

    [Fact]
    public async Task Run_DashboardsAddressIsNone_Fails()
    {
        await using var appHost = new AppHostProcess(RandomPorts, "--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=19080");

        await appHost.EndsWithAsync(1);
        Assert.Equal(
            "error: ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL is '19080': it must be the address at which a dashboard takes telemetry, "
            + "such as http://localhost:19080.",
            appHost.Lines[^1]);
    }

    [Fact]
    public async Task Start_InATest_AsksNoDashboard()
    {
        using var dashboard = Loopback.Listen();
        var builder = TestApp.CreateBuilder($"--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://localhost:{Loopback.PortOf(dashboard)}");
        var tool = builder.AddSleeper("tool");
        await using var app = await builder.StartAsync();

        var running = await app.UntilHealthyAsync("tool");

        Assert.DoesNotContain(Endpoint, running.Replica.Environment.Keys);
        Assert.False(dashboard.Pending());
        Assert.Same(tool.Resource, running.Resource);
    }
}
