using System.Globalization;
using Paradyze.Discovery;

namespace Paradyze.Registry.Health.Plans;

/// <summary>One check of an instance as it is in force, every default filled in.</summary>
/// <param name="Type">How is asked.</param>
/// <param name="Url">Where: for TCP only its host and port count.</param>
/// <param name="Service">The name that a gRPC check asks for; empty for the server as a whole.</param>
internal sealed record ProbeCheck(HealthCheckType Type, Uri Url, string Service = "")
{
    public required TimeSpan Interval { get; init; }

    public required TimeSpan Timeout { get; init; }

    public required int FailuresBeforeCritical { get; init; }

    public required int SuccessesBeforeUp { get; init; }

    public required TimeSpan DeregisterAfter { get; init; }

    /// <summary>What is asked, in words that an outcome such as <c>answered 503</c> can follow. Made once: every result holds them.</summary>
    public string Words { get; } = Type switch
    {
        HealthCheckType.Http => $"GET {Url.OriginalString}",
        HealthCheckType.Tcp => $"TCP {Server(Url)}",
        HealthCheckType.Grpc when Service.Length > 0 => $"gRPC {Server(Url)} {Service}",
        HealthCheckType.Grpc => $"gRPC {Server(Url)}",
        _ => throw new InvalidOperationException($"No words for {Type}."),
    };

    private static string Server(Uri url) => string.Create(CultureInfo.InvariantCulture, $"{url.Host}:{url.Port}");
}
