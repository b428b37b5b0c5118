using System.Collections.Immutable;
using Microsoft.AspNetCore.WebUtilities;
using Paradyze.Discovery;
using Paradyze.Registry.Api.Input;
using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Api;

/// <summary>Makes problem details (RFC 9457).</summary>
internal static class Problems
{
    public static RegistryProblem Of(int status, string code, string detail) =>
        new() { Title = ReasonPhrases.GetReasonPhrase(status), Status = status, Code = code, Detail = detail };

    public static IResult ToResult(this RegistryProblem problem) =>
        Results.Json(problem, DiscoveryJsonContext.Wire.RegistryProblem, RegistryProblem.MediaType, problem.Status);

    /// <summary>The same problem with the instances in question.</summary>
    public static RegistryProblem About(this RegistryProblem problem, ImmutableArray<RegisteredInstance> instances) =>
        problem with { Instances = [.. instances.Select(instance => instance.ToRecord())] };

    public static RegistryProblem UnknownService(string serviceName) => Of(
        StatusCodes.Status404NotFound,
        ErrorCodes.UnknownService,
        $"No service '{Shortened.Of(serviceName)}' is registered. Register it with POST /register, or see GET /services for those that are.");

    /// <param name="serviceName">The service.</param>
    /// <param name="named">How the caller named the instance.</param>
    /// <param name="instances">Those that there are.</param>
    public static RegistryProblem UnknownInstance(string serviceName, string named, ImmutableArray<RegisteredInstance> instances) => Of(
        StatusCodes.Status404NotFound,
        ErrorCodes.UnknownInstance,
        $"Service '{serviceName}' has no instance {named}. Name one of those under 'instances'.").About(instances);

    public static RegistryProblem Superseded(string serviceName, string? generation, ImmutableArray<RegisteredInstance> instances) => Of(
        StatusCodes.Status409Conflict,
        ErrorCodes.Superseded,
        $"Service '{serviceName}' is registered with another generation than '{generation}': a later start has taken its place, and stays.").About(instances);
}
