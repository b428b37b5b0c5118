using System.Diagnostics.CodeAnalysis;

namespace Paradyze.Discovery.Client;

/// <summary>The urls at which services and registries are called.</summary>
internal static class ServiceUrl
{
    public const string Rule = "must be an absolute http or https url without credentials, query or fragment";

    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Uri? url) =>
        Uri.TryCreate(text?.Trim(), UriKind.Absolute, out url)
        && IsHttp(url)
        && url is { UserInfo: "", Query: "", Fragment: "", Host.Length: > 0 };

    public static bool IsHttp(Uri url) => IsHttps(url) || url.Scheme == Uri.UriSchemeHttp;

    public static bool IsHttps(Uri url) => url.Scheme == Uri.UriSchemeHttps;
}
