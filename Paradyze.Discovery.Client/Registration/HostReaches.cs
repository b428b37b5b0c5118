using System.Net;

namespace Paradyze.Discovery.Client;

/// <summary>Tells the reach of a host.</summary>
internal static class HostReaches
{
    private const string Localhost = "localhost";

    /// <summary>The reach of a host as it stands in a url, with or without the brackets of IPv6.</summary>
    public static HostReach Of(string host)
    {
        if (host is "*" or "+") return HostReach.Wildcard;
        if (host.Equals(Localhost, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + Localhost, StringComparison.OrdinalIgnoreCase))
            return HostReach.Loopback;
        return IPAddress.TryParse(host, out var address) ? Of(address) : HostReach.Network;
    }

    public static HostReach Of(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? Of(address.MapToIPv4())
        : address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) ? HostReach.Wildcard
        : IPAddress.IsLoopback(address) ? HostReach.Loopback
        : address.IsIPv6LinkLocal ? HostReach.Link
        : HostReach.Network;
}
