using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Registration;

namespace Paradyze.Registry.Api;

/// <summary>Whether the registry can serve and commit, and whether its process runs.</summary>
internal static class HealthEndpoints
{
    public static void MapRegistryHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(RegistryRoutes.Health, Health)
            .WithSummary("200 when the registry can serve and commit, 503 and the reason when it cannot.")
            .Produces<RegistryHealth>()
            .Produces<RegistryHealth>(StatusCodes.Status503ServiceUnavailable);

        routes.MapGet(RegistryRoutes.Alive, () => Results.Text("""{"status":"alive"}""", "application/json"))
            .WithSummary("200 while the process runs.")
            .Produces<Dictionary<string, string>>();
    }

    private static IResult Health(ServiceCatalog catalog, Registrar registrar)
    {
        var current = catalog.Current;
        var health = new RegistryHealth
        {
            Status = registrar.Failure is null ? "healthy" : "unhealthy",
            Reason = registrar.Failure,
            Revision = catalog.RevisionText,
            Services = current.ServiceCount,
            Instances = current.InstanceCount,
        };
        return Results.Json(health, DiscoveryJsonContext.Wire.RegistryHealth, statusCode: registrar.Failure is null ? 200 : 503);
    }
}
