using System.Globalization;
using Paradyze.Testing;

namespace Paradyze.Discovery.Network.Tests;

/// <summary>
/// Hosts on one network: a namespace each, cabled to a bridge that lies in the first one's. Nothing of it is in the machine's own
/// network, so that neither its addresses nor those of another run are in the way.
/// </summary>
internal sealed class HostNetwork : IAsyncDisposable
{
    private const string Bridge = "lan";

    private readonly string _prefix = $"paradyze-{Guid.NewGuid().ToString("N")[..8]}";
    private readonly List<NetworkNamespace> _hosts = [];
    private readonly List<IAsyncDisposable> _parts = [];
    private readonly IReadOnlyList<string> _prefixes;

    private HostNetwork(IReadOnlyList<string> prefixes) => _prefixes = prefixes;

    /// <summary>Makes a network of three hosts.</summary>
    /// <param name="prefixes">The beginning of the hosts' addresses, one a family: <c>10.97.0.</c>, <c>fd97::</c>.</param>
    public static async Task<HostNetwork> CreateAsync(params IReadOnlyList<string> prefixes)
    {
        var network = new HostNetwork(prefixes);
        try
        {
            var first = await network.AddAsync("1");
            await first.ConfigureAsync($"link add {Bridge} type bridge");
            await first.ConfigureAsync($"link set {Bridge} up");
            await network.AddressAsync(first, Bridge, 1);
            for (var number = 2; number <= 3; number++)
            {
                var text = number.ToString(CultureInfo.InvariantCulture);
                var host = await network.AddAsync(text);
                await host.ConnectAsync("eth0", first, $"port{text}");
                await first.ConfigureAsync($"link set port{text} master {Bridge}");
                await network.AddressAsync(host, "eth0", number);
            }

            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>A host by its number, which its addresses end with.</summary>
    public NetworkNamespace Host(int number) => _hosts[number - 1];

    /// <summary>Adds a host that only another one reaches, as a container is reached by the machine that it runs on.</summary>
    public async Task<NetworkNamespace> AddBehindAsync(NetworkNamespace front, string frontAddress, string address)
    {
        var host = await AddAsync("behind");
        await host.ConnectAsync("eth0", front, "inner");
        await front.AddAddressAsync("inner", frontAddress);
        await host.AddAddressAsync("eth0", address);
        return host;
    }

    /// <summary>Starts a program on a host. It ends with this.</summary>
    public ConsoleProcess Start(
        NetworkNamespace host, IEnumerable<string> command, string workingDirectory, IEnumerable<KeyValuePair<string, string>> environment)
    {
        string[] whole = [.. host.Launcher, .. command];
        var process = ConsoleProcess.Start(whole[0], whole[1..], workingDirectory, environment);
        _parts.Add(process);
        return process;
    }

    public async ValueTask DisposeAsync()
    {
        var failures = new List<Exception>();
        foreach (var part in _parts.AsEnumerable().Reverse())
        {
            try
            {
                await part.DisposeAsync();
            }
            catch (Exception e)
            {
                failures.Add(e); // the others are to go all the same
            }
        }

        if (failures.Count > 0) throw new AggregateException(failures);
    }

    private async Task<NetworkNamespace> AddAsync(string name)
    {
        var host = await NetworkNamespace.CreateAsync($"{_prefix}-{name}");
        _hosts.Add(host);
        _parts.Add(host);
        return host;
    }

    private async Task AddressAsync(NetworkNamespace host, string network, int number)
    {
        foreach (var prefix in _prefixes)
        {
            var bits = prefix.Contains(':', StringComparison.Ordinal) ? 64 : 24;
            await host.AddAddressAsync(network, string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}/{bits}"));
        }
    }
}
