using System.Text.Json.Serialization;

namespace Paradyze.Discovery;

/// <summary>How the registry asks an instance whether it works.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HealthCheckType>))]
public enum HealthCheckType
{
    /// <summary>A GET: 2xx and 429 pass.</summary>
    [JsonStringEnumMemberName("http")]
    Http,

    /// <summary>A connection that is accepted passes.</summary>
    [JsonStringEnumMemberName("tcp")]
    Tcp,

    /// <summary>A call of <c>grpc.health.v1.Health/Check</c>: <c>SERVING</c> passes.</summary>
    [JsonStringEnumMemberName("grpc")]
    Grpc,
}
