using System.Text.Json.Serialization;

namespace Paradyze.Discovery;

/// <summary>Who set a status.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OverrideOwner>))]
public enum OverrideOwner
{
    /// <summary>The instance, by naming its generation. It ends with that generation.</summary>
    [JsonStringEnumMemberName("self")]
    Self,

    /// <summary>Anybody else. It survives registrations until it is cleared.</summary>
    [JsonStringEnumMemberName("operator")]
    Operator,
}
