namespace Paradyze.Discovery.Client;

/// <summary>
/// The rule of which hosts are services: one label, not <c>localhost</c>, no port. A host of several labels belongs to DNS, unless
/// the client opted in; a first label that begins with <c>_</c> names an endpoint and does not count.
/// </summary>
internal static class ServiceHost
{
    private const char EndpointMark = '_';

    /// <summary>Reads the query out of a request's url.</summary>
    /// <param name="url">The url.</param>
    /// <param name="allowDottedNames">Whether the client opted in to dotted names.</param>
    /// <param name="query">What is asked for, when the host may be a service.</param>
    public static bool TryRead(Uri? url, bool allowDottedNames, out EndpointQuery query)
    {
        query = default;
        if (url is not { IsAbsoluteUri: true, IsDefaultPort: true } || Scheme(url) is not { } scheme) return false;

        var name = url.Host;
        string? endpoint = null;
        if (name.StartsWith(EndpointMark))
        {
            var dot = name.IndexOf('.', StringComparison.Ordinal);
            if (dot <= 1) return false;
            endpoint = name[1..dot];
            name = name[(dot + 1)..];
        }
        else if (url.HostNameType != UriHostNameType.Dns)
        {
            return false;
        }

        if (name == "localhost" || (!allowDottedNames && name.Contains('.', StringComparison.Ordinal))) return false;
        query = new EndpointQuery(name) { EndpointName = endpoint, Scheme = scheme };
        return true;
    }

    private static SchemeRule? Scheme(Uri url) => url.Scheme switch
    {
        "http" or "http+https" => SchemeRule.Any,
        "https" => SchemeRule.HttpsOnly,
        "https+http" => SchemeRule.HttpsPreferred,
        _ => null,
    };
}
