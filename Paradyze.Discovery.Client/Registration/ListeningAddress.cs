using System.Text.RegularExpressions;

namespace Paradyze.Discovery.Client;

/// <summary>One address that a server listens on, as it reports it. Sockets and pipes of the machine's own are none.</summary>
internal sealed partial record ListeningAddress(string Scheme, string Host, int Port, string Path)
{
    /// <summary>Whether it stands for every address of the machine, so that nobody can call it as it is.</summary>
    public bool IsWildcard => HostReaches.Of(Host) == HostReach.Wildcard;

    /// <summary>Whether it stands for the IPv4 addresses alone. The other wildcards take both families.</summary>
    public bool IsIPv4Alone => Host == "0.0.0.0";

    /// <summary>Whether no other host can call it.</summary>
    public bool IsConfined => HostReaches.Of(Host) is HostReach.Loopback or HostReach.Link;

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

    public override string ToString() => $"{Scheme}://{Host}:{Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}{Path}";

    private static string Bracket(string host) => host.Contains(':', StringComparison.Ordinal) && host[0] != '[' ? $"[{host}]" : host;

    [GeneratedRegex(@"\A(?<scheme>[a-z]+://)(?<host>[*+])(?<rest>.*)\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Wildcard();
}
