using Paradyze.Discovery;
using Paradyze.Registry.Api.Input;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Health;

namespace Paradyze.Registry.Api;

/// <summary>How an instance is probed, and what came of it.</summary>
internal static class CheckEndpoints
{
    public static void MapChecks(this IEndpointRouteBuilder routes) =>
        routes.MapGet(RegistryRoutes.ServiceDetails + "/{service}/instances/{id}/checks", Checks)
            .WithSummary("The checks of an instance as they are in force, and their last results, at most 20, the latest first; also of one that its probes removed, while it is probed on.")
            .Produces<InstanceProbes>()
            .ProducesProblems(404);

    private static IResult Checks(string service, string id, ServiceCatalog catalog, HealthReports health)
    {
        // First, since those that their probes removed are probed on, and stand in no service.
        if (health.ProbesOf(new InstanceKey(service, id)) is { } described) return Answer(described);
        if (catalog.Find(service) is not { } cell) return Problems.UnknownService(service).ToResult();
        if (cell.Find(id) is not { } instance) return Problems.UnknownInstance(service, $"'{Shortened.Of(id)}'", cell.Instances).ToResult();
        return Answer(new InstanceProbes { ServiceName = instance.Key.ServiceName, InstanceId = instance.Key.InstanceId, Checks = [], Results = [] });
    }

    private static IResult Answer(InstanceProbes probes) => Results.Json(probes, DiscoveryJsonContext.Wire.InstanceProbes);
}
