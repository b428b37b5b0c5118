using System.Text.Json.Serialization;

namespace Paradyze.Discovery;

/// <summary>What the probes of an instance, or of one of its checks, come to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CheckVerdict>))]
public enum CheckVerdict
{
    /// <summary>No probe has passed yet, and not enough have failed.</summary>
    [JsonStringEnumMemberName("unspoken")]
    Unspoken,

    /// <summary>It works.</summary>
    [JsonStringEnumMemberName("passing")]
    Passing,

    /// <summary>It does not work.</summary>
    [JsonStringEnumMemberName("critical")]
    Critical,
}
