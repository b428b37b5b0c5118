using System.Reflection;
using Microsoft.Net.Http.Headers;
using Paradyze.Discovery;

namespace Paradyze.Registry.Dashboard;

/// <summary>What the registry's root answers: a person gets the dashboard, a program what there is.</summary>
internal sealed record RegistryIndex(string Name, string Version, IReadOnlyDictionary<string, string> Links)
{
    public static RegistryIndex Current { get; } = new(
        "Paradyze Discovery registry",
        typeof(RegistryIndex).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
        new Dictionary<string, string>
        {
            ["services"] = RegistryRoutes.Services,
            ["health"] = RegistryRoutes.Health,
            ["openapi"] = "/openapi/v1.json",
            ["dashboard"] = DashboardServices.Path,
        });
}

internal static class RegistryIndexEndpoint
{
    public static void MapRegistryIndex(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/", Answer).ExcludeFromDescription();

    private static IResult Answer(HttpContext context)
    {
        context.Response.Headers.Vary = HeaderNames.Accept;
        var accepts = context.Request.GetTypedHeaders().Accept;
        return accepts.Any(type => type.MediaType == "text/html")
            ? Results.LocalRedirect("~" + DashboardServices.Path)
            : Results.Json(RegistryIndex.Current);
    }
}
