using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Paradyze.Discovery.Client;

/// <summary>Finds the addresses at which others reach this process, and says where they cannot.</summary>
internal sealed partial class OwnAddresses(
    IOptions<SelfRegistrationOptions> options,
    RegistryConnection connection,
    RegistryApi registry,
    IEnumerable<IListeningAddresses> servers,
    InterfaceAddresses interfaces,
    ILogger<OwnAddresses> logger)
{
    private string? _warning;
    private bool _isNetworkAsked;

    private AdvertiseOptions Advertise => options.Value.Advertise;

    /// <summary>
    /// The local address that reaches the registry, as far as the addresses that were found depend on it: once it is another one, this host has
    /// moved. <see langword="null"/> when they do not.
    /// </summary>
    public IPAddress? ReachedFrom => _isNetworkAsked ? connection.LocalAddress : null;

    /// <summary>Finds the addresses.</summary>
    /// <exception cref="RegistryException">The local address is needed, and no registry could be reached to learn it.</exception>
    public async Task<AdvertisedAddresses> FindAsync(CancellationToken cancellationToken)
    {
        ListeningAddress[] listening = [.. servers.SelectMany(s => s.Read()).Select(ListeningAddress.Parse).OfType<ListeningAddress>()];
        _isNetworkAsked = listening.Any(address => address.IsConfined || IsOpen(address));
        if (_isNetworkAsked) await registry.ReachAsync(cancellationToken);

        var network = new OwnNetwork(connection.LocalAddress, interfaces);
        var addresses = AdvertisedAddresses.From(Advertise, listening, network);
        Warn(addresses, listening, network);
        return addresses;
    }

    /// <summary>Whether the network says at which address it is called.</summary>
    private bool IsOpen(ListeningAddress address) => address.IsWildcard && Advertise.Host is null;

    // Once: a registration that fails is tried again and again.
    private void Warn(AdvertisedAddresses addresses, ListeningAddress[] listening, OwnNetwork network)
    {
        if (network.Local is not { } local) return;
        var unplaced = Array.Find(listening, address => IsOpen(address) && network.AddressFor(address) is null);
        var warning = $"{addresses.Url} {unplaced} {local}";
        if (Interlocked.Exchange(ref _warning, warning) == warning) return;
        if (unplaced is not null) Log.NotAdvertised(logger, unplaced, local, unplaced.Scheme, unplaced.Port);
        if (addresses.Url is { } url && network.IsRegistryElsewhere && HostReaches.Of(new Uri(url).Host) is HostReach.Loopback or HostReach.Link)
            Log.OnlyHere(logger, url, local);
    }

    // Event ids 160 to 164.
    private static partial class Log
    {
        [LoggerMessage(160, LogLevel.Warning,
            "This process is registered at {Url}, where no other host can call it, while the registry is reached over the network, from {LocalAddress}. "
            + "Listen on every address (http://*:8080, say), or, where a proxy passes calls on to it, set ServiceDiscovery:Advertise:Url to where others call it.",
            EventName = "OnlyHere")]
        public static partial void OnlyHere(ILogger logger, string url, IPAddress localAddress);

        [LoggerMessage(161, LogLevel.Warning,
            "{Address} is not registered, since nobody can call it: the registry is reached from {LocalAddress}, and its network interface has no address "
            + "that this one answers at and others can call. Listen on {Scheme}://*:{Port}, or set ServiceDiscovery:Advertise:Host.",
            EventName = "NotAdvertised")]
        public static partial void NotAdvertised(ILogger logger, ListeningAddress address, IPAddress localAddress, string scheme, int port);
    }
}
