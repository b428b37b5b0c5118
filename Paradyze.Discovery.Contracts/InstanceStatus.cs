using System.Text.Json.Serialization;

namespace Paradyze.Discovery;

/// <summary>Whether an instance is worth calling, as the registry sees it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InstanceStatus>))]
public enum InstanceStatus
{
    /// <summary>Nothing speaks against it. Handed out.</summary>
    [JsonStringEnumMemberName("up")]
    Up,

    /// <summary>Its first probe has not answered yet. Handed out when there is nothing better.</summary>
    [JsonStringEnumMemberName("starting")]
    Starting,

    /// <summary>Failing, while so many fail at once that the registry doubts itself. Handed out together with those that are up.</summary>
    [JsonStringEnumMemberName("suspect")]
    Suspect,

    /// <summary>Its lease ran out, its probe fails or it says so itself. Not handed out.</summary>
    [JsonStringEnumMemberName("unhealthy")]
    Unhealthy,

    /// <summary>About to leave: finishes what it has, gets nothing new. Not handed out.</summary>
    [JsonStringEnumMemberName("draining")]
    Draining,

    /// <summary>Taken out by an operator. Not handed out.</summary>
    [JsonStringEnumMemberName("out-of-service")]
    OutOfService,
}
