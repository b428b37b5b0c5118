using Paradyze.Testing.Telemetry;

namespace Paradyze.AppHost.Tests;

/// <summary>A system for all tests that leave it as it is. It runs while the ports of a development environment are taken.</summary>
public sealed class SharedSystem : IAsyncLifetime
{
    public const int DevelopmentRegistryPort = 3999;
    public const int DevelopmentGatewayPort = 5080;

    private readonly HeldPort _registryPort = new(DevelopmentRegistryPort);
    private readonly HeldPort _gatewayPort = new(DevelopmentGatewayPort);
    private RunningSystem? _system;

    internal OtlpReceiver Telemetry { get; private set; } = null!;

    internal RunningSystem System => _system!;

    public async ValueTask InitializeAsync()
    {
        Telemetry = await OtlpReceiver.StartAsync(TestContext.Current.CancellationToken);

        // The second is where Aspire sends telemetry, which is its dashboard otherwise.
        _system = await RunningSystem.StartAsync(
            $"--OTEL_EXPORTER_OTLP_ENDPOINT={Telemetry.Url}", $"--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL={Telemetry.Url}");
        await _system.WaitUntilListedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_system is not null) await _system.DisposeAsync();
        await Telemetry.DisposeAsync();
        _registryPort.Dispose();
        _gatewayPort.Dispose();
    }
}
