using System.Net;
using System.Net.Sockets;

namespace Paradyze.Discovery.Client;

/// <summary>Where this host stands in the network, as far as the connection to the registry tells.</summary>
/// <param name="local">The local address of the socket that reached the registry; <see langword="null"/> when none has.</param>
/// <param name="interfaces">The addresses beside it.</param>
internal sealed class OwnNetwork(IPAddress? local, InterfaceAddresses interfaces)
{
    /// <summary>The local address of the socket that reached the registry.</summary>
    public IPAddress? Local { get; } = local is { IsIPv4MappedToIPv6: true } ? local.MapToIPv4() : local;

    /// <summary>Whether the registry was reached over the network, so that callers may be on other hosts.</summary>
    public bool IsRegistryElsewhere => Local is not null && !IPAddress.IsLoopback(Local);

    /// <summary>
    /// The address that stands in for a wildcard: the one that reached the registry; where nobody could call the process there,
    /// another of the same interface, of the same family first; <see langword="null"/> when there is none.
    /// </summary>
    public IPAddress? AddressFor(ListeningAddress wildcard)
    {
        if (Local is null || Answers(Local)) return Local;
        return interfaces(Local).OrderBy(address => address.AddressFamily == Local.AddressFamily ? 0 : 1).FirstOrDefault(Answers);

        // Nobody can call a link-local address of IPv6 who does not add the name of an interface of his own.
        bool Answers(IPAddress address) =>
            HostReaches.Of(address) != HostReach.Link && (!wildcard.IsIPv4Alone || address.AddressFamily == AddressFamily.InterNetwork);
    }
}
