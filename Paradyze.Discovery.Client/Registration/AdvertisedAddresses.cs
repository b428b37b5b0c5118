using System.Globalization;

namespace Paradyze.Discovery.Client;

/// <summary>Where others reach this process: its url, and every address under the name of its scheme.</summary>
/// <param name="Url">The configured url, else http, else https; <see langword="null"/> when there is none.</param>
/// <param name="Endpoints">The addresses: <c>http</c>, <c>https</c>; further ones of a scheme are <c>http-2</c>, <c>http-3</c>.</param>
internal sealed record AdvertisedAddresses(string? Url, IReadOnlyDictionary<string, string> Endpoints)
{
    /// <summary>Works out the addresses.</summary>
    /// <param name="options">What is configured. It has been validated.</param>
    /// <param name="listening">Where the process listens.</param>
    /// <param name="network">Where this host stands in the network.</param>
    public static AdvertisedAddresses From(AdvertiseOptions options, IReadOnlyList<ListeningAddress> listening, OwnNetwork network)
    {
        // Who reads the registry elsewhere would call himself at an address of loopback: it goes, unless there is nothing else.
        var addresses = network.IsRegistryElsewhere ? From(options, listening.Where(address => !address.IsConfined), network) : null;
        return addresses?.Url is null ? From(options, listening.AsEnumerable(), network) : addresses;
    }

    private static AdvertisedAddresses From(AdvertiseOptions options, IEnumerable<ListeningAddress> listening, OwnNetwork network)
    {
        var endpoints = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var scheme in listening.GroupBy(address => address.Scheme, StringComparer.Ordinal))
        {
            foreach (var (index, url) in scheme.Select(address => AsCalled(address, options, network)).OfType<Uri>().Distinct().Index())
            {
                var name = index == 0 ? scheme.Key : string.Create(CultureInfo.InvariantCulture, $"{scheme.Key}-{index + 1}");
                endpoints[name] = Text(options.Ports.TryGetValue(name, out var port) ? new UriBuilder(url) { Port = port }.Uri : url);
            }
        }

        // What is configured is how others reach it, so it takes the name of its scheme.
        if (ServiceUrl.TryParse(options.Url, out var configured)) endpoints[configured.Scheme] = Text(configured);
        foreach (var (name, url) in options.Endpoints)
        {
            endpoints.Remove(name);
            if (url.Length > 0) endpoints[name] = Text(new Uri(url));
        }

        var text = configured is null ? endpoints.GetValueOrDefault("http") ?? endpoints.GetValueOrDefault("https") : Text(configured);
        return new AdvertisedAddresses(text, endpoints);
    }

    private static Uri? AsCalled(ListeningAddress address, AdvertiseOptions options, OwnNetwork network)
    {
        if (!address.IsWildcard) return address.At(address.Host);
        var host = options.Host ?? network.AddressFor(address)?.ToString();
        return host is null ? null : address.At(host);
    }

    // In ASCII, as it travels, and without the slash that only stands for an empty path.
    private static string Text(Uri url)
    {
        var ascii = url.HostNameType == UriHostNameType.Dns ? new UriBuilder(url) { Host = url.IdnHost }.Uri : url;
        return ascii.AbsoluteUri.TrimEnd('/');
    }
}
