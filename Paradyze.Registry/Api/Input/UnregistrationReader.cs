using System.Text.Json;
using Paradyze.Discovery;
using Paradyze.Registry.Registration;

namespace Paradyze.Registry.Api.Input;

/// <summary>Reads the body of <c>POST /unregister</c>.</summary>
internal static class UnregistrationReader
{
    /// <exception cref="InvalidInputException">The body breaks rules; every fault is named.</exception>
    public static UnregisterRequest Read(JsonElement body)
    {
        var input = new InputReader(body);
        var serviceName = input.Required("serviceName", TextRules.ServiceName);
        var instanceId = input.Optional("instanceId", TextRules.InstanceId);
        var url = input.Optional("url", TextRules.Url);
        var generation = input.Optional("generation", TextRules.Generation);
        var isAll = input.OptionalFlag("all");
        InvalidInputException.ThrowIfAny(input.Faults);
        return new UnregisterRequest(ServiceName.Parse(serviceName))
        {
            InstanceId = instanceId,
            Url = url is null ? null : new Uri(url),
            Generation = generation,
            IsAll = isAll,
        };
    }
}
