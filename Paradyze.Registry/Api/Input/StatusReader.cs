using System.Text.Json;
using Paradyze.Discovery;
using Paradyze.Registry.Registration;

namespace Paradyze.Registry.Api.Input;

/// <summary>Reads the body of <c>PUT .../status</c>.</summary>
internal static class StatusReader
{
    private static readonly TextRule s_status = TextRule.OneOf("a status that can be set", "draining", "out-of-service", "up");

    /// <exception cref="InvalidInputException">The body breaks rules; every fault is named.</exception>
    public static ValidOverride Read(JsonElement body)
    {
        var input = new InputReader(body);
        var word = input.Required("status", s_status);
        var reason = input.Optional("reason", TextRules.Reason);
        var generation = input.Optional("generation", TextRules.Generation);
        if (word == "out-of-service" && generation is not null)
        {
            input.Faults.Add(new InputFault(
                "/status", "is 'out-of-service', which an instance cannot say of itself: leave 'generation' out to speak as an operator, or say 'draining'."));
        }

        InvalidInputException.ThrowIfAny(input.Faults);
        var status = word switch
        {
            "draining" => InstanceStatus.Draining,
            "out-of-service" => InstanceStatus.OutOfService,
            _ => InstanceStatus.Up,
        };
        return new ValidOverride(status, reason, generation);
    }
}
