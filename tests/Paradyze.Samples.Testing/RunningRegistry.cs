using System.Net.Http.Json;
using Paradyze.Discovery;
using Paradyze.Testing;

namespace Paradyze.Samples.Testing;

/// <summary>The registry itself, as its clients see it.</summary>
public sealed class RunningRegistry : IAsyncDisposable
{
    private readonly RegistryServer _server = new();
    private readonly HttpClient _http;
    private bool _isDisposed;

    public RunningRegistry() => _http = _server.CreateClient();

    /// <summary>For an application that is to know no registry: nothing listens at this port.</summary>
    public static IReadOnlyList<KeyValuePair<string, string?>> None { get; } = For("http://127.0.0.1:2");

    public string Url => _server.Address.AbsoluteUri.TrimEnd('/');

    /// <summary>Makes an application use this registry.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Settings => For(Url);

    public async Task<string> RevisionAsync()
    {
        using var response = await _http.GetAsync(RegistryRoutes.Services, TestContext.Current.CancellationToken);
        return response.Headers.GetValues(RegistryRoutes.RevisionHeader).Single();
    }

    public async Task RegisterAsync(string serviceName, Uri url)
    {
        using var response = await _http.PostAsJsonAsync(
            RegistryRoutes.Register, new { serviceName, url = url.AbsoluteUri }, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public async Task UnregisterAsync(string serviceName)
    {
        using var response = await _http.PostAsJsonAsync(
            RegistryRoutes.Unregister, new { serviceName, all = true }, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public async Task<ServiceResolution> ResolveAsync(string serviceName) =>
        (await _http.GetFromJsonAsync(
            $"{RegistryRoutes.Services}/{serviceName}", DiscoveryJsonContext.Default.ServiceResolution, TestContext.Current.CancellationToken))!;

    public Task WaitForAsync(string serviceName, int instances) => Eventually.TrueAsync(
        async () => await CountAsync(serviceName) == instances,
        async () => $"the registry has {await CountAsync(serviceName)} instances of '{serviceName}', not {instances}");

    /// <summary>Ends the registry; a test may do so in its middle.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        _http.Dispose();
        await _server.DisposeAsync();
    }

    private async Task<int> CountAsync(string serviceName)
    {
        using var response = await _http.GetAsync($"{RegistryRoutes.Services}/{serviceName}", TestContext.Current.CancellationToken);
        if (!response.IsSuccessStatusCode) return 0;
        var resolution = await response.Content.ReadFromJsonAsync(
            DiscoveryJsonContext.Default.ServiceResolution, TestContext.Current.CancellationToken);
        return resolution!.Instances.Count;
    }

    private static IReadOnlyList<KeyValuePair<string, string?>> For(string url) =>
    [
        new("ServiceDiscovery:RegistryUrl", url),
        new("ServiceDiscovery:SnapshotPath", ""),
    ];
}
