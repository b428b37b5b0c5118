using Paradyze.Testing;

namespace Paradyze.AppHost.Tests;

/// <summary>The whole system, as one command starts it, on ports and with a data folder of its own.</summary>
internal sealed class RunningSystem : IAsyncDisposable
{
    private static readonly string[] s_resources = ["registry", "products", "orders", "restock", "gateway"];

    private readonly DistributedApplication _app;

    private RunningSystem(DistributedApplication app, TempFolder data)
    {
        _app = app;
        Data = data;
        Gateway = app.CreateHttpClient("gateway");
        Registry = new(app.GetEndpoint("registry"));
    }

    public TempFolder Data { get; }

    public HttpClient Gateway { get; }

    public RegistryView Registry { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts it, and waits until every resource is healthy.</summary>
    /// <param name="args">The app host's command line.</param>
    public static async Task<RunningSystem> StartAsync(params IEnumerable<string> args)
    {
        var data = new TempFolder();
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Paradyze_AppHost>(
            [$"--Registry:Data={data.Path}", .. args], Cancellation);
        var app = await builder.BuildAsync(Cancellation);
        try
        {
            await app.StartAsync(Cancellation);
            await Task.WhenAll(s_resources.Select(name => app.ResourceNotifications
                .WaitForResourceHealthyAsync(name, Cancellation)
                .WaitAsync(Eventually.Patience, TimeProvider.System, Cancellation)));
            return new(app, data);
        }
        catch
        {
            await app.DisposeAsync();
            data.Dispose();
            throw;
        }
    }

    public IReadOnlyList<SystemProcess> Services() => SystemProcess.ServicesOf(Registry.Address);

    /// <summary>Runs a command of the app model.</summary>
    /// <param name="resource">The id of a replica, or the name of a resource that has only one.</param>
    /// <param name="command">The command's name.</param>
    public Task<ExecuteCommandResult> ExecuteAsync(string resource, string command) =>
        _app.ResourceCommands.ExecuteCommandAsync(resource, command, Cancellation);

    /// <summary>Waits until the registry hands out every service that listens, and no other.</summary>
    public async Task WaitUntilListedAsync(TimeSpan? within = null)
    {
        IReadOnlyList<string> listening = [];
        IReadOnlyList<string> handedOut = [];
        await Eventually.IsTrueAsync(
            async () => (listening = Services().Places()).SequenceEqual(handedOut = await Registry.HandedOutAsync()),
            () => $"{string.Join(", ", listening)} listen, but the registry hands out {string.Join(", ", handedOut)}",
            within);
    }

    public async ValueTask DisposeAsync()
    {
        Gateway.Dispose();
        Registry.Dispose();
        await _app.DisposeAsync();
        Data.Dispose();
    }
}
