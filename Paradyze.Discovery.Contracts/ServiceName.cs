using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Paradyze.Discovery;

/// <summary>
/// The name of a service: dot-separated labels as in a host name, compared without case, kept as first written.
/// </summary>
/// <remarks>
/// A name always reads as the host of a URI (<see cref="UriHostNameType.Dns"/>), so that <c>http://orders</c> can mean
/// the service <c>orders</c>. Names that a URI would read as an address (<c>10</c>, <c>0x7f.1</c>) are refused.
/// </remarks>
public readonly partial struct ServiceName : IEquatable<ServiceName>
{
    /// <summary>The most characters that a name may have, dots included: 128.</summary>
    public const int MaxLength = 128;

    /// <summary>The rule that every name follows, in words that complete "a service name ...".</summary>
    public const string Rule =
        "must be dot-separated labels of 1 to 63 letters, digits, '-' or '_' that begin and end with a letter or digit, "
        + "128 characters in all, must not be an IP address in any spelling, 'localhost' or 'service-registry'";

    private static readonly string[] s_reserved = ["localhost", "service-registry"];

    private ServiceName(string value) => Value = value;

    /// <summary>The name as it was written.</summary>
    public string Value { get; }

    /// <summary>Compares names as the registry does: ordinal, without case.</summary>
    public static StringComparer Comparer => StringComparer.OrdinalIgnoreCase;

    /// <summary>Reads a name.</summary>
    /// <param name="value">The text to read.</param>
    /// <param name="name">The name, when the text is one.</param>
    /// <returns><see langword="true"/> when <paramref name="value"/> follows <see cref="Rule"/>.</returns>
    public static bool TryParse([NotNullWhen(true)] string? value, out ServiceName name)
    {
        if (!IsValid(value))
        {
            name = default;
            return false;
        }

        name = new ServiceName(value);
        return true;
    }

    /// <summary>Reads a name.</summary>
    /// <exception cref="FormatException"><paramref name="value"/> does not follow <see cref="Rule"/>.</exception>
    public static ServiceName Parse(string value) =>
        TryParse(value, out var name)
            ? name
            : throw new FormatException($"'{value}' is not a service name: it {Rule}.");

    /// <inheritdoc/>
    public bool Equals(ServiceName other) => Comparer.Equals(Value, other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ServiceName other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value is null ? 0 : Comparer.GetHashCode(Value);

    /// <summary>The name as it was written.</summary>
    public override string ToString() => Value ?? "";

    /// <summary>Whether two names are the same service.</summary>
    public static bool operator ==(ServiceName left, ServiceName right) => left.Equals(right);

    /// <summary>Whether two names are different services.</summary>
    public static bool operator !=(ServiceName left, ServiceName right) => !left.Equals(right);

    private static bool IsValid([NotNullWhen(true)] string? value) =>
        value is { Length: > 0 and <= MaxLength }
        && Grammar().IsMatch(value)
        && !s_reserved.Contains(value, Comparer)
        && Uri.TryCreate("http://" + value, UriKind.Absolute, out var uri)
        && uri.HostNameType == UriHostNameType.Dns
        && Comparer.Equals(uri.Host, value);

    [GeneratedRegex(@"\A[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?)*\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Grammar();
}
