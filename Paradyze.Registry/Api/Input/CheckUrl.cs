using Paradyze.Discovery;

namespace Paradyze.Registry.Api.Input;

/// <summary>Where a check asks: on the host of the instance's own url, so that no caller has the registry ask elsewhere.</summary>
internal static class CheckUrl
{
    private static readonly TextRule s_url = new(
        "a check's url", $"must be an absolute http or https url {UrlText.Rule}: no fragment, wildcard host or port 0", IsAbsolute);

    private static readonly TextRule s_urlOrPath = new(
        "a check's url",
        $"must be an absolute http or https url {UrlText.Rule}, or a path such as /healthz: no fragment, wildcard host or port 0",
        value => IsAbsolute(value) || IsPath(value));

    /// <summary>The url, when it is one and on the instance's host.</summary>
    public static string? Read(InputReader input, HealthCheckType? type, Uri? instance)
    {
        if (input.Optional("url", type is HealthCheckType.Tcp or HealthCheckType.Grpc ? s_url : s_urlOrPath) is not { } text) return null;
        if (instance is null || UrlText.ReadHttp(text) is not { } url || IsSameHost(url, instance)) return text;
        input.Fault(
            "url",
            $"is '{Shortened.Of(text)}' on the host '{Shortened.Of(url.Host)}': a check asks only the host of the instance's own url, '{Shortened.Of(instance.Host)}'.");
        return null;
    }

    /// <summary>Whether it is a path, to be read on the instance's host.</summary>
    public static bool IsPath(string value) =>
        value.StartsWith('/') && !value.StartsWith("//", StringComparison.Ordinal) && UrlText.ReadHttp("http://host" + value) is { Fragment: "" };

    private static bool IsSameHost(Uri url, Uri other) => string.Equals(url.Host, other.Host, StringComparison.OrdinalIgnoreCase);

    private static bool IsAbsolute(string value) => UrlText.ReadHttp(value) is { Fragment: "" };
}
