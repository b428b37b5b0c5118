using System.Globalization;
using Paradyze.Testing;

namespace Paradyze.AppHost.Tests;

/// <summary>The app host in a process of its own, on ports of its own, with a given data folder.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    private const string DataVariable = "Registry__Data";

    private readonly TempFolder _data;
    private readonly ConsoleProcess _process;

    private AppHostProcess(TempFolder data)
    {
        _data = data;
        _process = ConsoleProcess.Start(
            "dotnet",
            ["exec", typeof(Projects.Paradyze_AppHost).Assembly.Location],
            Projects.Paradyze_AppHost.ProjectPath,
            new(DataVariable, data.Path),
            new("DcpPublisher__RandomizePorts", "true"),
            new("DOTNET_ENVIRONMENT", "Development"));
    }

    public RegistryView Registry { get; private set; } = null!;

    /// <summary>Starts it, and waits until the registry hands out every service of this run, maybe beside others.</summary>
    public static async Task<AppHostProcess> StartAsync(TempFolder data)
    {
        var host = new AppHostProcess(data);
        IReadOnlyList<string> handedOut = [];
        await Eventually.IsTrueAsync(
            () => SystemProcess.With("SERVICE_REGISTRY_DATA", data.Path).Count > 0, () => $"no registry runs: {string.Join('\n', host._process.Lines)}");
        var port = SystemProcess.With("SERVICE_REGISTRY_DATA", data.Path)[0].Environment["SERVICE_REGISTRY_PORT"];
        host.Registry = new(new(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}")));
        await Eventually.IsTrueAsync(
            async () =>
            {
                handedOut = await host.Registry.HandedOutAsync();
                var places = host.Services().Places();
                return places.Count(place => place.StartsWith("products:", StringComparison.Ordinal)) == 2
                    && places.Any(place => place.StartsWith("gateway:", StringComparison.Ordinal))
                    && places.All(handedOut.Contains);
            },
            () => $"the registry hands out {string.Join(", ", handedOut)}");
        return host;
    }

    public IEnumerable<SystemProcess> Services() =>
        SystemProcess.With(DataVariable, _data.Path).Where(process => process.Environment.ContainsKey("SERVICE_REGISTRY_URL"));

    /// <summary>Kills the services, so that none can leave the registry, and the app host; waits until nothing of this run is left.</summary>
    public async Task KillAsync()
    {
        foreach (var service in Services()) service.Signal(ProcessSignal.Kill);
        _process.Signal(ProcessSignal.Kill);
        await Eventually.IsTrueAsync(
            () => SystemProcess.With(DataVariable, _data.Path).Count == 0, () => "processes of the killed app host still run");
    }

    /// <summary>Ends it as Ctrl-C does.</summary>
    public async ValueTask DisposeAsync()
    {
        Registry.Dispose();
        _process.Signal(ProcessSignal.Terminate);
        await _process.ExitAsync(CancellationToken.None);
        await _process.DisposeAsync();
    }
}
