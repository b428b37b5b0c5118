using Paradyze.Discovery;

namespace Paradyze.Registry.Api.Input;

/// <summary>The rules of the wire, one a concern.</summary>
internal static class TextRules
{
    private const int MaxReasonLength = 256;

    private static readonly string[] s_refusedSchemes = ["javascript", "file", "data"];

    public static readonly TextRule ServiceName =
        new("a service name", Discovery.ServiceName.Rule, value => Discovery.ServiceName.TryParse(value, out _));

    public static readonly TextRule InstanceId = new("an instance id", Discovery.InstanceId.Rule, Discovery.InstanceId.IsValid);

    public static readonly TextRule Generation = new("a generation", Discovery.InstanceId.Rule, Discovery.InstanceId.IsValid);

    public static readonly TextRule Label = new("a label", Discovery.InstanceId.Rule, Discovery.InstanceId.IsValid);

    public static readonly TextRule VersionRange =
        new("a version range", "must be a range of Semantic Versions in npm's grammar such as ^1.4 or >=1.2 <2", value => Discovery.VersionRange.TryParse(value, out _));

    public static readonly TextRule Duration = new("a duration", DurationText.Rule, value => DurationText.TryParse(value, out _));

    public static readonly TextRule CheckType = TextRule.OneOf("a type of check", "http", "tcp", "grpc");

    public static readonly TextRule GrpcService = new(
        "a gRPC service name", "must be 1 to 128 letters, digits, '.', '_', '-' or '/'",
        value => value is { Length: > 0 and <= 128 } && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '/'));

    public static readonly TextRule Reason = new(
        "a reason", $"must be at most {MaxReasonLength} characters without control characters", value => value.Length <= MaxReasonLength && !value.Any(char.IsControl));

    public static readonly TextRule Url = new(
        "a url",
        $"must be an absolute http or https url {UrlText.Rule} that others can call: no query, fragment, wildcard host or port 0",
        value => UrlText.ReadHttp(value) is { Query: "", Fragment: "" });

    public static readonly TextRule HealthUrl = new(
        "a health url",
        $"must be an absolute http or https url {UrlText.Rule}: no fragment, wildcard host or port 0",
        value => UrlText.ReadHttp(value) is { Fragment: "" });

    public static readonly TextRule EndpointUrl = new(
        "an endpoint url",
        $"must be an absolute url with a host, {UrlText.Rule}, never javascript, file or data",
        value => UrlText.Read(value) is { } url && !s_refusedSchemes.Contains(url.Scheme, StringComparer.Ordinal));
}
