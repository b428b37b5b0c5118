extern alias registry;

using System.Net.Http.Json;
using Paradyze.Discovery;

namespace Paradyze.Samples.Testing;

/// <summary>The registry itself, with a data folder of its own.</summary>
public sealed class RunningRegistry : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("paradyze-samples-");
    private readonly RunningApp<registry::Program> _app;
    private readonly HttpClient _http;

    public RunningRegistry()
    {
        _app = RunningApp<registry::Program>.Start([new("SERVICE_REGISTRY_DATA", _data.FullName)]);
        _http = _app.CreateClient();
    }

    /// <summary>For an application that is to know no registry: nothing listens at this port.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> None { get; } = For("http://127.0.0.1:2");

    public string Url => _app.Url.AbsoluteUri.TrimEnd('/');

    /// <summary>Makes an application use this registry.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings => For(Url);

    /// <summary>The same in the form that an in-memory configuration takes.</summary>
    public IEnumerable<KeyValuePair<string, string?>> NullableSettings() =>
        Settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value));

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

    public async Task<ServiceResolution> ResolveAsync(string serviceName) =>
        (await _http.GetFromJsonAsync(
            $"{RegistryRoutes.Services}/{serviceName}", DiscoveryJsonContext.Default.ServiceResolution, TestContext.Current.CancellationToken))!;

    public async Task WaitForAsync(string serviceName, int instances)
    {
        await Eventually.TrueAsync(
            async () => await CountAsync(serviceName) == instances,
            async () => $"the registry has {await CountAsync(serviceName)} instances of '{serviceName}', not {instances}");
    }

    public Task UnregisterAsync(string serviceName) =>
        _http.PostAsJsonAsync(RegistryRoutes.Unregister, new { serviceName, all = true }, TestContext.Current.CancellationToken);

    public void Dispose()
    {
        _http.Dispose();
        _app.Dispose();
        _data.Delete(recursive: true);
    }

    private async Task<int> CountAsync(string serviceName)
    {
        using var response = await _http.GetAsync($"{RegistryRoutes.Services}/{serviceName}", TestContext.Current.CancellationToken);
        if (!response.IsSuccessStatusCode) return 0;
        var resolution = await response.Content.ReadFromJsonAsync(
            DiscoveryJsonContext.Default.ServiceResolution, TestContext.Current.CancellationToken);
        return resolution!.Instances.Count;
    }

    private static IReadOnlyList<KeyValuePair<string, string>> For(string url) =>
    [
        new("ServiceDiscovery:RegistryUrl", url),
        new("ServiceDiscovery:SnapshotPath", ""),
    ];
}
