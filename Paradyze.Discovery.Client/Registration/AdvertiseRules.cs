using System.Net;

namespace Paradyze.Discovery.Client;

/// <summary>Checks what is configured of the addresses that others call.</summary>
internal static class AdvertiseRules
{
    private const string Section = AdvertiseOptions.SectionName;
    private const string Wildcard = "never one that stands for all (0.0.0.0, [::])";

    public static IEnumerable<string> Faults(AdvertiseOptions options)
    {
        if (options.Host is { } host && !IsCallable(host))
        {
            yield return $"{Section}:{nameof(options.Host)} is '{host}': it must be a host name or an IP address that others can call, "
                + $"without scheme, port and scope, {Wildcard}.";
        }

        if (options.Url is { } text && !(ServiceUrl.TryParse(text, out var url) && IsCallable(url.IdnHost)))
            yield return $"{Section}:{nameof(options.Url)} is '{text}': it {ServiceUrl.Rule}, its host {Wildcard}.";
        foreach (var (name, port) in options.Ports)
        {
            if (port is <= IPEndPoint.MinPort or > IPEndPoint.MaxPort)
                yield return $"{Section}:{nameof(options.Ports)}:{name} is '{port}': it must be from 1 to {IPEndPoint.MaxPort}.";
        }

        foreach (var (name, endpoint) in options.Endpoints)
        {
            if (!InstanceId.IsValid(name)) yield return $"{Section}:{nameof(options.Endpoints)}:{name}: an endpoint's name {InstanceId.Rule}.";
            else if (endpoint.Length > 0 && !IsEndpoint(name, endpoint)) yield return $"{Section}:{nameof(options.Endpoints)}:{name} is '{endpoint}': {EndpointRule(name)}.";
        }
    }

    private static bool IsEndpoint(string name, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url is { Host.Length: > 0, UserInfo: "" }
        && IsCallable(url.IdnHost)
        && (!IsScheme(name) || (url.Scheme.Equals(name, StringComparison.OrdinalIgnoreCase) && ServiceUrl.TryParse(text, out _)));

    private static string EndpointRule(string name) =>
        (IsScheme(name) ? $"it must be an absolute {name} url without credentials, query or fragment" : "it must be an absolute url with a host and without credentials")
        + $", its host {Wildcard}, or empty to leave the endpoint out";

    private static bool IsScheme(string name) =>
        name.Equals(Uri.UriSchemeHttp, StringComparison.OrdinalIgnoreCase) || name.Equals(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase);

    private static bool IsCallable(string host) =>
        Uri.CheckHostName(host) != UriHostNameType.Unknown
        && HostReaches.Of(host) is HostReach.Network or HostReach.Loopback
        && !host.Contains('%', StringComparison.Ordinal);
}
