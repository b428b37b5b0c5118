using System.ComponentModel;
using Paradyze.Testing;

namespace Paradyze.Discovery.Network.Tests;

/// <summary>A network namespace: to what runs in it, a host of its own, with its own interfaces, addresses and loopback.</summary>
internal sealed class NetworkNamespace : IAsyncDisposable
{
    private const string Needs =
        "These tests make network namespaces, which takes Linux, root (CAP_SYS_ADMIN and CAP_NET_ADMIN) and the program ip (Debian: apt-get install iproute2). "
        + "Run them as root, or leave them out: without -p:MachineTests=true they are not run.";

    private NetworkNamespace(string name) => Name = name;

    public string Name { get; }

    /// <summary>The command that runs another one in it, and becomes it.</summary>
    public IReadOnlyList<string> Launcher => ["ip", "netns", "exec", Name];

    /// <summary>Makes one whose own loopback is up.</summary>
    public static async Task<NetworkNamespace> CreateAsync(string name)
    {
        await IpAsync($"netns add {name}");
        var made = new NetworkNamespace(name);
        try
        {
            await made.ConfigureAsync("link set lo up");
            return made;
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }

    /// <summary>Changes it by a command of <c>ip</c>.</summary>
    public Task ConfigureAsync(string command) => IpAsync($"-n {Name} {command}");

    /// <summary>Runs a cable from an interface of this to one of another, and brings both up.</summary>
    public async Task ConnectAsync(string own, NetworkNamespace other, string others)
    {
        await IpAsync($"link add {own} netns {Name} type veth peer name {others} netns {other.Name}");
        await ConfigureAsync($"link set {own} up");
        await other.ConfigureAsync($"link set {others} up");
    }

    /// <summary>Gives an interface an address, which is there at once: nobody else is asked whether he has it.</summary>
    public Task AddAddressAsync(string network, string address) => ConfigureAsync($"addr add {address} dev {network}{(address.Contains(':') ? " nodad" : "")}");

    /// <summary>Takes an address from an interface.</summary>
    public Task RemoveAddressAsync(string network, string address) => ConfigureAsync($"addr del {address} dev {network}");

    /// <summary>Removes it, with its interfaces and the other ends of their cables.</summary>
    public async ValueTask DisposeAsync() => await IpAsync($"netns delete {Name}");

    private static async Task IpAsync(string command)
    {
        try
        {
            await using var ip = ConsoleProcess.Start("ip", command.Split(' '), Path.GetTempPath());
            if (await ip.ExitAsync(CancellationToken.None) != 0)
                throw new InvalidOperationException($"'ip {command}' failed: {string.Join(' ', ip.Lines)}. {Needs}");
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"'ip {command}' could not be started: {e.Message}. {Needs}", e);
        }
    }
}
