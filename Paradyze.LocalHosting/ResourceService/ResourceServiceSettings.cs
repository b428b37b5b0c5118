using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;

namespace Paradyze.LocalHosting.ResourceService;

/// <summary>Where the resource service listens, and what a caller must know.</summary>
/// <param name="Host">The address to bind; <see langword="null"/> is <c>localhost</c>, in both address families.</param>
/// <param name="Port">The port; 0 lets the system choose.</param>
/// <param name="ApiKey">The key that each call must carry. Default: none is asked for.</param>
internal sealed record ResourceServiceSettings(IPAddress? Host, int Port, string? ApiKey)
{
    public const string AddressKey = "LocalHosting:ResourceService";
    public const string ApiKeyKey = "LocalHosting:ResourceServiceApiKey";

    private const string Example = "http://localhost:19081";

    public static bool IsOn(IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration[AddressKey]);

    /// <summary>Reads the settings of a service that is on.</summary>
    /// <exception cref="DistributedApplicationException">The address is none to listen on, or open to others without a key.</exception>
    public static ResourceServiceSettings Read(IConfiguration configuration, bool ignoreFixedPorts)
    {
        var value = configuration[AddressKey]!;
        if (!Uri.TryCreate(value, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp || address.PathAndQuery != "/")
            throw Refused(value, $"must be an http address without a path, such as {Example}");

        var host = default(IPAddress);
        if (address.Host != "localhost" && !IPAddress.TryParse(address.DnsSafeHost, out host))
            throw Refused(value, $"must name localhost or an IP address of this machine, such as {Example}");

        var apiKey = string.IsNullOrEmpty(configuration[ApiKeyKey]) ? null : configuration[ApiKeyKey];
        if (apiKey is null && host is not null && !IPAddress.IsLoopback(host))
        {
            throw Refused(
                value,
                $"can be reached from other machines, and whoever reaches it may stop processes: set {ApiKeyKey}, or listen on localhost");
        }

        return ignoreFixedPorts ? new(host ?? IPAddress.Loopback, Port: 0, apiKey) : new(host, address.Port, apiKey);
    }

    /// <summary>Words that the address cannot be used.</summary>
    public DistributedApplicationException Fault(string why) => new($"{AddressKey} is '{this}': {why}");

    public override string ToString() => Host is null
        ? string.Create(CultureInfo.InvariantCulture, $"http://localhost:{Port}")
        : $"http://{new IPEndPoint(Host, Port)}";

    private static DistributedApplicationException Refused(string value, string rule) => new($"{AddressKey} is '{value}': it {rule}.");
}
