using System.Net;
using System.Net.NetworkInformation;

namespace Paradyze.Discovery.Client;

/// <summary>The network interfaces of this host.</summary>
internal static class NetworkInterfaces
{
    public static IReadOnlyList<IPAddress> AddressesBeside(IPAddress local)
    {
        try
        {
            return NetworkInterface.GetAllNetworkInterfaces()
                .Select(network => network.GetIPProperties().UnicastAddresses.Select(unicast => unicast.Address).ToList())
                .FirstOrDefault(addresses => addresses.Contains(local)) ?? [];
        }
        catch (NetworkInformationException)
        {
            return []; // a sandbox may forbid the question; then only the address that is known counts
        }
    }
}
