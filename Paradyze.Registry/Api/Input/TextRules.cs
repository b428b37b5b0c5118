
namespace Paradyze.Registry.Api.Input;

/// <summary>The rules of the wire, one a concern.</summary>
internal static class TextRules
{
    public const int MaxUrlLength = 2048;
    private const int MaxReasonLength = 256;

    private static readonly string[] s_refusedSchemes = ["javascript", "file", "data"];

    public static readonly TextRule ServiceName =
        new("a service name", Discovery.ServiceName.Rule, value => Discovery.ServiceName.TryParse(value, out _));

    public static readonly TextRule InstanceId = new("an instance id", Discovery.InstanceId.Rule, Discovery.InstanceId.IsValid);

    public static readonly TextRule Generation = new("a generation", Discovery.InstanceId.Rule, Discovery.InstanceId.IsValid);

    public static readonly TextRule Label = new("a label", Discovery.InstanceId.Rule, Discovery.InstanceId.IsValid);

    public static readonly TextRule VersionRange =
        new("a version range", "must be a range of Semantic Versions in npm's grammar such as ^1.4 or >=1.2 <2", value => Discovery.VersionRange.TryParse(value, out _));

    public static readonly TextRule Reason = new(
        "a reason", $"must be at most {MaxReasonLength} characters without control characters", value => value.Length <= MaxReasonLength && !value.Any(char.IsControl));

    public static readonly TextRule Url = new(
        "a url",
        $"must be an absolute http or https url of at most {MaxUrlLength} characters that others can call: no credentials, query, fragment, "
        + "wildcard host or port 0",
        value => ReadHttp(value) is { Query: "", Fragment: "" });

    public static readonly TextRule HealthUrl = new(
        "a health url",
        $"must be an absolute http or https url of at most {MaxUrlLength} characters: no credentials, fragment, wildcard host or port 0",
        value => ReadHttp(value) is { Fragment: "" });

    public static readonly TextRule EndpointUrl = new(
        "an endpoint url",
        $"must be an absolute url with a host, at most {MaxUrlLength} characters, no credentials, never javascript, file or data",
        value => Read(value) is { Host.Length: > 0 } url && !s_refusedSchemes.Contains(url.Scheme, StringComparer.Ordinal));

    private static Uri? ReadHttp(string value) =>
        Read(value) is { Port: > 0 } url
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
        && url.Host is not ("0.0.0.0" or "[::]")
            ? url
            : null;

    // Uri forgives spaces and backslashes; other readers of the same text do not, or read another host.
    private static Uri? Read(string value) =>
        value.Length <= MaxUrlLength
        && !value.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '\\')
        && Uri.TryCreate(value, UriKind.Absolute, out var url)
        && !HasUserInfo(value)
            ? url
            : null;

    private static bool HasUserInfo(string value)
    {
        var authority = value.AsSpan(value.IndexOf("//", StringComparison.Ordinal) + 2);
        var end = authority.IndexOfAny('/', '?', '#');
        return (end < 0 ? authority : authority[..end]).Contains('@');
    }
}
