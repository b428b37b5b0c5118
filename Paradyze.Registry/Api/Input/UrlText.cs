using System.Net;

namespace Paradyze.Registry.Api.Input;

/// <summary>
/// Reads urls more strictly than <see cref="Uri"/> does, which forgives much: other readers of the same text would not, or would
/// reach another host.
/// </summary>
internal static class UrlText
{
    private const int MaxLength = 2048;

    /// <summary>The rule that every url follows, in words that complete "a url ...".</summary>
    public static readonly string Rule = $"of at most {MaxLength} ASCII characters without spaces or credentials";

    /// <summary>An absolute url with a host, of any scheme; <see langword="null"/> when the text is none.</summary>
    public static Uri? Read(string value) =>
        value.Length <= MaxLength
        && value.All(c => c is > ' ' and < '\x7f' and not '\\')
        && Uri.TryCreate(value, UriKind.Absolute, out var url)
        && Authority(value, url) is { Length: > 0 } authority
        && !authority.Contains('@')
        && IsHostAsWritten(url, authority)
            ? url
            : null;

    /// <summary>An absolute http or https url that others can call.</summary>
    public static Uri? ReadHttp(string value) =>
        Read(value) is { Port: > 0 } url
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
        && !IsWildcard(url)
            ? url
            : null;

    private static string? Authority(string value, Uri url)
    {
        if (!value.AsSpan(Math.Min(url.Scheme.Length, value.Length)).StartsWith(Uri.SchemeDelimiter)) return null;
        var rest = value[(url.Scheme.Length + Uri.SchemeDelimiter.Length)..];
        var end = rest.AsSpan().IndexOfAny('/', '?', '#');
        return end < 0 ? rest : rest[..end];
    }

    // 0177.1, 0x7f.1, 2130706433 and 127.0.0.1. are one address to some readers, and names, other addresses or nothing to others.
    private static bool IsHostAsWritten(Uri url, string authority) => url.HostNameType switch
    {
        UriHostNameType.IPv6 => true,
        UriHostNameType.IPv4 => authority.StartsWith(url.Host, StringComparison.Ordinal),
        UriHostNameType.Dns => !url.Host.TrimEnd('.').Split('.')[^1].All(char.IsAsciiDigit),
        _ => false,
    };

    private static bool IsWildcard(Uri url) =>
        IPAddress.TryParse(url.Host, out var address)
        && (address.Equals(IPAddress.IPv6Any) || address.MapToIPv6().Equals(IPAddress.Any.MapToIPv6()));
}
