using Paradyze.Discovery;
using Paradyze.Registry.Health;

namespace Paradyze.Registry.Api;

/// <summary>Where the registry doubts itself rather than its instances.</summary>
internal static class GuardEndpoints
{
    public static void MapGuards(this IEndpointRouteBuilder routes) =>
        routes.MapGet(RegistryRoutes.Guards, Guards)
            .WithSummary("Where so many instances failed together that the registry doubts itself: they are suspect, and nobody is deregistered.")
            .Produces<GuardList>();

    private static IResult Guards(HealthReports health) => Results.Json(health.Guards(), DiscoveryJsonContext.Wire.GuardList);
}
