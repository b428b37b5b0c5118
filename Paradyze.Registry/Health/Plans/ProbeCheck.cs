using System.Globalization;
using Paradyze.Discovery;

namespace Paradyze.Registry.Health.Plans;

/// <summary>One check of an instance as it is in force, every default filled in.</summary>
/// <param name="Type">How is asked.</param>
/// <param name="Url">Where: for TCP only its host and port count.</param>
internal sealed record ProbeCheck(HealthCheckType Type, Uri Url)
{
    /// <summary>The name that a gRPC check asks for; empty for the server as a whole.</summary>
    public string Service { get; init; } = "";

    public required TimeSpan Interval { get; init; }

    public required TimeSpan Timeout { get; init; }

    public required int FailuresBeforeCritical { get; init; }

    public required int SuccessesBeforeUp { get; init; }

    public required TimeSpan DeregisterAfter { get; init; }

    /// <summary>What is asked, in words that an outcome such as <c>answered 503</c> can follow.</summary>
    public string Words => Type switch
    {
        HealthCheckType.Http => $"GET {Url.OriginalString}",
        HealthCheckType.Tcp => $"TCP {Server}",
        HealthCheckType.Grpc when Service.Length > 0 => $"gRPC {Server} {Service}",
        HealthCheckType.Grpc => $"gRPC {Server}",
        _ => throw new InvalidOperationException($"No words for {Type}."),
    };

    private string Server => string.Create(CultureInfo.InvariantCulture, $"{Url.Host}:{Url.Port}");
}
