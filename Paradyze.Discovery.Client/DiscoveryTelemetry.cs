using System.Diagnostics;

namespace Paradyze.Discovery.Client;

/// <summary>The names under which the client's traces and metrics are found.</summary>
public static class DiscoveryTelemetry
{
    /// <summary>The name of the activity source and of the meter: <c>Paradyze.Discovery.Client</c>.</summary>
    public const string Name = "Paradyze.Discovery.Client";

    internal const string ServiceTag = "paradyze.discovery.service";
    internal const string SourceTag = "paradyze.discovery.source";
    internal const string InstanceTag = "paradyze.discovery.instance";
    internal const string StaleTag = "paradyze.discovery.stale";
    internal const string OperationTag = "paradyze.discovery.operation";
    internal const string ServerAddressTag = "server.address";
    internal const string ServerPortTag = "server.port";
    internal const string StatusCodeTag = "http.response.status_code";
    internal const string ErrorTypeTag = "error.type";

    internal static ActivitySource Source { get; } = new(Name);
}
