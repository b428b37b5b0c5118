extern alias fixture;

using System.Text.Json;
using System.Text.RegularExpressions;
using Paradyze.Testing;

namespace Paradyze.Discovery.Network.Tests;

/// <summary>Three hosts with a registry on the first, and programs on them.</summary>
/// <param name="prefixes">The beginning of the hosts' addresses, one a family.</param>
public abstract partial class NetworkTest(params string[] prefixes) : IAsyncLifetime
{
    private static readonly string s_program = typeof(fixture::Program).Assembly.Location;

    private readonly TempFolder _folder = new();
    private HostNetwork? _network;
    private RegistryProcess? _registry;

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A folder for what programs are handed.</summary>
    private protected TempFolder Folder => _folder;

    private protected HostNetwork Network => _network!;

    /// <summary>The registry's address, of the first family.</summary>
    private protected string Registry => RegistryOf(prefixes[0]);

    public async ValueTask InitializeAsync()
    {
        try
        {
            _network = await HostNetwork.CreateAsync(prefixes);
            _registry = RegistryProcess.StartWithin(
                Network.Host(1).Launcher, _folder.Path, "--Registry:Host=*", "--Registry:Port=3999", "--Registry:Security:AllowAnonymous=true");
            await _registry.AddressAsync(Cancel);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        try
        {
            if (_registry is not null) await _registry.DisposeAsync();
        }
        finally
        {
            if (_network is not null) await _network.DisposeAsync();
            _folder.Dispose();
        }
    }

    private protected static string RegistryOf(string prefix) =>
        prefix.Contains(':', StringComparison.Ordinal) ? $"http://[{prefix}1]:3999" : $"http://{prefix}1:3999";

    /// <summary>Starts a service that registers itself, without waiting until it has.</summary>
    private protected ConsoleProcess Serve(
        NetworkNamespace host, string name, string urls, string pathBase = "", params IReadOnlyList<(string Name, string Value)> settings) =>
        Start(host, ["serve", pathBase], [("ServiceDiscovery__ServiceName", name), ("ASPNETCORE_URLS", urls), .. settings]);

    /// <summary>Starts a service and waits until it says where it is registered.</summary>
    private protected async Task<string> RegisteredAsync(
        NetworkNamespace host, string name, string urls, string pathBase = "", params IReadOnlyList<(string Name, string Value)> settings)
    {
        var service = Serve(host, name, urls, pathBase, settings);
        return (await service.LineAsync(RegisteredLine(), Cancel)).Groups["url"].Value;
    }

    /// <summary>Passes connections on from a host's address and port to another.</summary>
    private protected async Task ForwardAsync(NetworkNamespace host, string from, string to) =>
        await Start(host, ["forward", from, to], []).LineAsync(ForwardingLine(), Cancel);

    /// <summary>Calls from a host, as a service there calls others.</summary>
    /// <returns>Status and body of each answer, or why there was none.</returns>
    private protected async Task<string[]> GetAsync(NetworkNamespace host, IEnumerable<string> urls, params IReadOnlyList<(string Name, string Value)> settings)
    {
        var caller = Start(host, ["get", .. urls], settings);
        Assert.True(await caller.ExitAsync(Cancel) == 0, string.Join('\n', caller.Lines));
        return [.. caller.Lines.Select(line => AnswerLine().Match(line)).Where(match => match.Success).Select(match => match.Groups["answer"].Value)];
    }

    /// <summary>The url and the endpoints of a service's only instance, as a host reads them from the registry.</summary>
    private protected async Task<(string Url, string Endpoints)> ReadAsync(NetworkNamespace host, string service)
    {
        var answer = Assert.Single(await GetAsync(host, [$"{Registry}/services/{service}"]));
        Assert.StartsWith("200 ", answer, StringComparison.Ordinal);
        var instance = JsonElement.Parse(answer[4..]);
        var endpoints = instance.GetProperty("endpoints").EnumerateObject().OrderBy(endpoint => endpoint.Name, StringComparer.Ordinal);
        return (instance.GetProperty("url").GetString()!, string.Join(' ', endpoints.Select(endpoint => $"{endpoint.Name}={endpoint.Value.GetString()}")));
    }

    private ConsoleProcess Start(NetworkNamespace host, IEnumerable<string> args, IReadOnlyList<(string Name, string Value)> settings)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DOTNET_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["SERVICE_REGISTRY_URL"] = Registry,
            ["XDG_CACHE_HOME"] = _folder.File($"cache-{host.Name}"),
            // A machine that is busy is no registry that is away.
            ["ServiceDiscovery__FirstResolutionTimeout"] = "00:00:20",
            ["ServiceDiscovery__RequestTimeout"] = "00:00:20",
        };
        foreach (var (name, value) in settings) environment[name] = value;
        return Network.Start(host, ["dotnet", "exec", s_program, .. args], _folder.Path, environment);
    }

    [GeneratedRegex(@"Registered as '[^']+', instance \S+ at (?<url>\S+), with", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private protected static partial Regex RegisteredLine();

    [GeneratedRegex("^forwarding ", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex ForwardingLine();

    [GeneratedRegex("^answer: (?<answer>.*)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex AnswerLine();
}
