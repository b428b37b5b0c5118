using Paradyze.Testing;

namespace Paradyze.AppHost.Tests;

/// <summary>The app host in a process of its own, on ports of its own, with a given data folder.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    private const string DataVariable = "Registry__Data";

    // The gateway, orders, two instances of products, and where there is Node.js, notifications.
    private static readonly int s_listeners = SearchPath.Has("node") ? 5 : 4;

    private readonly TempFolder _data;
    private readonly ConsoleProcess _process;
    private RegistryView? _registry;

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

    public RegistryView Registry => _registry!;

    /// <summary>Starts it, and waits until the registry hands out every service of this run, maybe beside others.</summary>
    public static async Task<AppHostProcess> StartAsync(TempFolder data)
    {
        var host = new AppHostProcess(data);
        try
        {
            await host.WaitUntilListedAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
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

    /// <summary>Ends it in order, where it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        _registry?.Dispose();
        _process.Signal(ProcessSignal.Terminate);
        try
        {
            await _process.ExitAsync(CancellationToken.None);
        }
        finally
        {
            await _process.DisposeAsync();
        }
    }

    private async Task WaitUntilListedAsync()
    {
        IReadOnlyList<SystemProcess> registries = [];
        await Eventually.IsTrueAsync(
            () => (registries = SystemProcess.With("SERVICE_REGISTRY_DATA", _data.Path)).Count > 0,
            () => $"no registry runs: {string.Join('\n', _process.Lines)}");
        _registry = new(new($"http://localhost:{registries[0].Environment["SERVICE_REGISTRY_PORT"]}"));

        IReadOnlyList<string> listening = [];
        IReadOnlyList<string> handedOut = [];
        await Eventually.IsTrueAsync(
            async () =>
            {
                handedOut = await Registry.HandedOutAsync();
                listening = Services().Places();
                return listening.Count == s_listeners && listening.All(handedOut.Contains);
            },
            () => $"{string.Join(", ", listening)} listen, but the registry hands out {string.Join(", ", handedOut)}");
    }
}
