using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Paradyze.Discovery;

/// <summary>How the wire's types become JSON and back, without reflection.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GuardList))]
[JsonSerializable(typeof(HeartbeatRequest))]
[JsonSerializable(typeof(HeartbeatResponse))]
[JsonSerializable(typeof(InstanceProbes))]
[JsonSerializable(typeof(IReadOnlyList<HealthCheck>))]
[JsonSerializable(typeof(RegistrationRequest))]
[JsonSerializable(typeof(RegistryHealth))]
[JsonSerializable(typeof(RegistryProblem))]
[JsonSerializable(typeof(ServiceDetails))]
[JsonSerializable(typeof(ServiceInstance))]
[JsonSerializable(typeof(ServiceResolution))]
[JsonSerializable(typeof(ServiceSummary[]))]
[JsonSerializable(typeof(StatusRequest))]
[JsonSerializable(typeof(UnregistrationRequest))]
[JsonSerializable(typeof(UnregistrationResponse))]
public sealed partial class DiscoveryJsonContext : JsonSerializerContext
{
    /// <summary>
    /// The context that both ends use. Text is escaped only where JSON demands it: answers are served as JSON and never
    /// embedded in HTML.
    /// </summary>
    public static DiscoveryJsonContext Wire { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
