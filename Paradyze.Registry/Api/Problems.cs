using Microsoft.AspNetCore.WebUtilities;
using Paradyze.Discovery;

namespace Paradyze.Registry.Api;

/// <summary>Makes problem details (RFC 9457).</summary>
internal static class Problems
{
    public static RegistryProblem Of(int status, string code, string detail) =>
        new() { Title = ReasonPhrases.GetReasonPhrase(status), Status = status, Code = code, Detail = detail };

    public static IResult ToResult(this RegistryProblem problem) =>
        Results.Json(problem, DiscoveryJsonContext.Wire.RegistryProblem, RegistryProblem.MediaType, problem.Status);

    public static RegistryProblem UnknownService(string serviceName) => Of(
        StatusCodes.Status404NotFound,
        ErrorCodes.UnknownService,
        $"No service '{serviceName}' is registered. Register it with POST /register, or see GET /services for those that are.");
}
