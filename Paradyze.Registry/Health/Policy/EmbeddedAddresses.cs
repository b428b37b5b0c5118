using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Paradyze.Registry.Health.Policy;

/// <summary>Finds the IPv4 addresses that an IPv6 address can lead to: what is refused in one spelling is refused in all.</summary>
internal static class EmbeddedAddresses
{
    private const int Length = 16;

    private static readonly IPNetwork s_compatible = IPNetwork.Parse("::/96"); // RFC 4291, section 2.5.5.1
    private static readonly IPNetwork s_translated = IPNetwork.Parse("::ffff:0:0:0/96"); // RFC 2765, section 2.1
    private static readonly IPNetwork s_nat64 = IPNetwork.Parse("64:ff9b::/96"); // RFC 6052, section 2.1
    private static readonly IPNetwork s_6to4 = IPNetwork.Parse("2002::/16"); // RFC 3056

    /// <summary>The addresses that stand in another; none when it is what it seems.</summary>
    public static IEnumerable<IPAddress> Of(IPAddress address)
    {
        if (address.AddressFamily is not AddressFamily.InterNetworkV6) return [];
        if (address.IsIPv4MappedToIPv6) return [address.MapToIPv4()];
        if (address.Equals(IPAddress.IPv6Any) || address.Equals(IPAddress.IPv6Loopback)) return [];
        if (s_compatible.Contains(address) || s_translated.Contains(address) || s_nat64.Contains(address)) return [At(address, 12)];
        if (s_6to4.Contains(address)) return [At(address, 2)];
        return IsIsatap(address) ? [At(address, 12)] : [];
    }

    private static IPAddress At(IPAddress address, int offset)
    {
        Span<byte> bytes = stackalloc byte[Length];
        address.TryWriteBytes(bytes, out _);
        return new IPAddress(bytes.Slice(offset, sizeof(uint)));
    }

    // An interface identifier of 0:5efe or 200:5efe and an IPv4 address (RFC 5214, section 6.1).
    private static bool IsIsatap(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[Length];
        address.TryWriteBytes(bytes, out _);
        return (BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]) & ~0x0200_0000u) == 0x0000_5efe;
    }
}
