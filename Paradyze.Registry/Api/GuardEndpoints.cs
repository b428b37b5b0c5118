using Paradyze.Discovery;
using Paradyze.Registry.Health;

namespace Paradyze.Registry.Api;

/// <summary>Where the registry doubts itself rather than its instances.</summary>
internal static class GuardEndpoints
{
    public static void MapGuards(this IEndpointRouteBuilder routes) =>
        routes.MapRead(RegistryRoutes.Guards, Guards)
            .WithSummary("Where so many instances failed together that the registry doubts itself: they are suspect, and nobody is deregistered.")
            .Produces<GuardList>();

    private static IResult Guards(MassFailureGuard guard)
    {
        var guards = guard.Holding
            .Select(hold => new ServiceGuard { ServiceName = hold.Group.ServiceName, Zone = hold.Group.Zone, Since = hold.Since, Failed = hold.Failed, Of = hold.Of })
            .OrderBy(one => one.ServiceName, ServiceName.Comparer)
            .ThenBy(one => one.Zone, StringComparer.Ordinal);
        return Results.Json(new GuardList { Guards = [.. guards] }, DiscoveryJsonContext.Wire.GuardList);
    }
}
