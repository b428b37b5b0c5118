using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Paradyze.Discovery;

/// <summary>
/// The id of one running copy of a service: case-sensitive, unique within its service. A generation follows the same grammar.
/// </summary>
public static partial class InstanceId
{
    /// <summary>The most characters that an id may have: 128.</summary>
    public const int MaxLength = 128;

    /// <summary>The rule that every id follows, in words that complete "an instance id ...".</summary>
    public const string Rule = "must be 1 to 128 letters, digits, '.', '_', ':' or '-' and begin with a letter or digit";

    private const int MaxHostLength = 96;

    /// <summary>Whether the text is an id.</summary>
    public static bool IsValid([NotNullWhen(true)] string? value) => value is not null && Grammar().IsMatch(value);

    /// <summary>
    /// Derives the id of an instance that registers without one: <c>host-port-hash</c>, the hash being the first 8 hexadecimal
    /// digits of the SHA-256 of the normalized url. The same url always gives the same id.
    /// </summary>
    /// <param name="url">An absolute http or https url.</param>
    public static string Derive(Uri url)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(Normalize(url)));
        var host = Outside().Replace(url.Host.Trim('[', ']'), "-").TrimStart('.', '_', ':', '-');
        if (host.Length == 0) host = "host";
        if (host.Length > MaxHostLength) host = host[..MaxHostLength];
        return string.Create(CultureInfo.InvariantCulture, $"{host.ToLowerInvariant()}-{url.Port}-{Convert.ToHexStringLower(hash.AsSpan(0, 4))}");
    }

    /// <summary>
    /// The spelling of a url by which two registrations are the same address: lower case, port written out, no trailing slash.
    /// </summary>
    /// <param name="url">An absolute http or https url.</param>
    public static string Normalize(Uri url) =>
        string.Create(CultureInfo.InvariantCulture, $"{url.Scheme}://{url.Host}:{url.Port}{url.PathAndQuery.TrimEnd('/')}").ToLowerInvariant();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._:-]{0,127}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Grammar();

    [GeneratedRegex("[^A-Za-z0-9._:-]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Outside();
}
