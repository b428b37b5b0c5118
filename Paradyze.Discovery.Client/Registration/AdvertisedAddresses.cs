using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Paradyze.Discovery.Client;

/// <summary>Where others reach this process: its url, and every address under the name of its scheme.</summary>
/// <param name="Url">The configured url, else http, else https.</param>
/// <param name="Endpoints">The addresses: <c>http</c>, <c>https</c>; further ones of a scheme are <c>http-2</c>, <c>http-3</c>.</param>
internal sealed record AdvertisedAddresses(string Url, IReadOnlyDictionary<string, string> Endpoints)
{
    /// <summary>Works out the addresses.</summary>
    /// <param name="options">What is configured.</param>
    /// <param name="listening">Where the process listens.</param>
    /// <param name="local">The local address of the socket that reached the registry, for wildcards.</param>
    /// <returns>The addresses; <see langword="null"/> when there are none.</returns>
    public static AdvertisedAddresses? From(AdvertiseOptions options, IReadOnlyList<ListeningAddress> listening, IPAddress? local)
    {
        var host = options.Host ?? (local is null ? null : Text(local));
        var endpoints = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var scheme in listening.GroupBy(a => a.Scheme, StringComparer.Ordinal))
        {
            var number = 0;
            foreach (var url in scheme.Select(a => a.IsWildcard ? Replace(a, host) : a.At(a.Host)).OfType<Uri>().Distinct())
            {
                number++;
                endpoints[number == 1 ? scheme.Key : string.Create(CultureInfo.InvariantCulture, $"{scheme.Key}-{number}")] = Text(url);
            }
        }

        // What is configured is how others reach it, so it takes the name of its scheme.
        if (ServiceUrl.TryParse(options.Url, out var configured)) endpoints[configured.Scheme] = Text(configured);
        var text = configured is null ? endpoints.GetValueOrDefault("http") ?? endpoints.GetValueOrDefault("https") : Text(configured);
        return text is null ? null : new AdvertisedAddresses(text, endpoints);
    }

    // Without the slash that only stands for an empty path.
    private static string Text(Uri url) => url.AbsoluteUri.TrimEnd('/');

    private static Uri? Replace(ListeningAddress address, string? host) => host is null ? null : address.At(host);

    private static string Text(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4().ToString();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress(address.GetAddressBytes()).ToString() : address.ToString();
    }
}
