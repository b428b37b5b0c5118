using System.Collections.Immutable;
using System.Net;

namespace Paradyze.Registry.Health.Policy;

/// <summary>
/// Addresses that no setting opens: no service that others call is there, and much that must not be asked by proxy is. Above all the
/// metadata services of clouds, which hand a machine's credentials to whoever asks from it.
/// </summary>
internal static class NeverProbed
{
    private static readonly ImmutableArray<(IPNetwork Network, string Noun)> s_networks =
    [
        (IPNetwork.Parse("0.0.0.0/8"), "unspecified"), // RFC 1122, section 3.2.1.3; Linux takes 0.0.0.0 for this machine
        (IPNetwork.Parse("::/128"), "unspecified"),
        (IPNetwork.Parse("169.254.0.0/16"), "link-local"), // RFC 3927; nearly every cloud's metadata is at 169.254.169.254
        (IPNetwork.Parse("fe80::/10"), "link-local"),
        (IPNetwork.Parse("224.0.0.0/4"), "multicast"),
        (IPNetwork.Parse("ff00::/8"), "multicast"),
        (IPNetwork.Parse("255.255.255.255/32"), "broadcast"),
        (IPNetwork.Parse("64:ff9b:1::/48"), "translated"), // RFC 8215: to where depends on a prefix that is not known here
        (IPNetwork.Parse("2001::/32"), "tunnelled"), // Teredo, RFC 4380
        (IPNetwork.Parse("100.100.100.200/32"), "metadata"), // Alibaba Cloud
        (IPNetwork.Parse("168.63.129.16/32"), "metadata"), // Azure, the platform's own address
        (IPNetwork.Parse("192.0.0.192/32"), "metadata"), // Oracle Cloud, classic
        (IPNetwork.Parse("fd00:ec2::/32"), "metadata"), // AWS: metadata, pod identity, time, names
        (IPNetwork.Parse("fd20:ce::254/128"), "metadata"), // Google Cloud
        (IPNetwork.Parse("fd00:c1::a9fe:a9fe/128"), "metadata"), // Oracle Cloud
        (IPNetwork.Parse("fd00:42::42/128"), "metadata"), // Scaleway
        (IPNetwork.Parse("fd00:a9fe:a9fe::1/128"), "metadata"), // Akamai (Linode)
    ];

    /// <summary>What kind of address it is; <see langword="null"/> when it may be probed.</summary>
    public static string? Why(IPAddress address)
    {
        foreach (var (network, noun) in s_networks)
        {
            if (network.Contains(address)) return noun;
        }

        return null;
    }
}
