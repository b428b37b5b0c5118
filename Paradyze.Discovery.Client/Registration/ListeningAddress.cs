using System.Net;
using System.Text.RegularExpressions;

namespace Paradyze.Discovery.Client;

/// <summary>One address that a server listens on, as it reports it. Sockets and pipes of the machine's own are none.</summary>
internal sealed partial record ListeningAddress(string Scheme, string Host, int Port, string Path)
{
    /// <summary>Whether it stands for every address of the machine, so that nobody can call it as it is.</summary>
    public bool IsWildcard =>
        Host is "*" or "+" || (IPAddress.TryParse(Host, out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)));

    public static ListeningAddress? Parse(string address)
    {
        // Neither '*' nor '+' is a host to Uri.
        var wildcard = Wildcard().Match(address);
        var readable = wildcard.Success ? $"{wildcard.Groups["scheme"].Value}wildcard{wildcard.Groups["rest"].Value}" : address;
        if (!Uri.TryCreate(readable, UriKind.Absolute, out var url) || !ServiceUrl.IsHttp(url) || url.Host is "unix" or "pipe") return null;
        return new ListeningAddress(url.Scheme, wildcard.Success ? wildcard.Groups["host"].Value : url.Host, url.Port, url.AbsolutePath.TrimEnd('/'));
    }

    /// <summary>The address under a host that can be called.</summary>
    public Uri At(string host) => new($"{Scheme}://{Bracket(host)}:{Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}{Path}");

    private static string Bracket(string host) => host.Contains(':', StringComparison.Ordinal) && host[0] != '[' ? $"[{host}]" : host;

    [GeneratedRegex(@"\A(?<scheme>[a-z]+://)(?<host>[*+])(?<rest>.*)\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Wildcard();
}
