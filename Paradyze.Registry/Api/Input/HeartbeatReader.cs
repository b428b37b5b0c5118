using System.Text.Json;
using Paradyze.Discovery;

namespace Paradyze.Registry.Api.Input;

/// <summary>Reads the body of <c>POST /v1/heartbeats</c>.</summary>
internal static class HeartbeatReader
{
    private static readonly TextRule s_selfReport = TextRule.OneOf("a self-report", "up", "unhealthy");

    /// <exception cref="InvalidInputException">The body breaks rules; every fault is named.</exception>
    public static List<Heartbeat> Read(JsonElement body)
    {
        var input = new InputReader(body);
        var heartbeats = input.OptionalList("instances", HeartbeatRequest.MaxInstances, (path, element) => Read(input.Nested(path, element)));
        if (heartbeats is null && input.Faults.Count == 0) input.Faults.Add(new InputFault("/instances", "is missing: it must be an array of heartbeats."));
        InvalidInputException.ThrowIfAny(input.Faults);
        return heartbeats!;
    }

    private static Heartbeat Read(InputReader input) => new()
    {
        ServiceName = input.Required("serviceName", TextRules.ServiceName),
        InstanceId = input.Required("instanceId", TextRules.InstanceId),
        Generation = input.Optional("generation", TextRules.Generation),
        Status = input.Optional("status", s_selfReport) is "unhealthy" ? InstanceStatus.Unhealthy : InstanceStatus.Up,
        Reason = input.Optional("reason", TextRules.Reason),
    };
}
