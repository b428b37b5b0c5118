using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;
using Paradyze.Discovery;
using Paradyze.Registry.Api.Input;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Registration;

namespace Paradyze.Registry.Api;

/// <summary>Our own calls: every status of a service, and heartbeats.</summary>
internal static class V1Endpoints
{
    private const int HeartbeatBodyLimit = 8 * 1024 * 1024;

    public static void MapV1(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(RegistryRoutes.ServiceDetails + "/{service}", Details)
            .WithSummary("Every instance of a service, whatever its status. 'version' (a range), 'zone' and 'tag' narrow. Answers 304 to If-None-Match.")
            .WithQuery("version", "zone", "tag")
            .Produces<ServiceDetails>()
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblems(400, 404);

        routes.MapPost(RegistryRoutes.Heartbeats, HeartbeatsAsync)
            .WithSummary("Says that instances live. Those that come back as unknown must be registered again.")
            .Accepts<HeartbeatRequest>("application/json")
            .Produces<HeartbeatResponse>()
            .ProducesProblems(400, 413, 415);
    }

    private static IResult Details(string service, HttpContext context, ServiceCatalog catalog)
    {
        var filter = InstanceFilter.Read(context.Request.Query);
        if (catalog.Current.Find(service) is not { } cell) return Problems.UnknownService(service).ToResult();
        var revision = catalog.RevisionAt(cell.Revision);
        context.Response.Headers.ETag = revision.ToETag();
        if (IsHeld(context.Request.GetTypedHeaders(), revision)) return Results.StatusCode(StatusCodes.Status304NotModified);
        return Results.Json(
            new ServiceDetails { ServiceName = cell.Name, ServiceRevision = revision.ToString(), Instances = filter.Apply(cell.Instances) },
            DiscoveryJsonContext.Wire.ServiceDetails);
    }

    // Weak comparison (RFC 9110, section 13.1.2).
    private static bool IsHeld(RequestHeaders headers, Revision revision) =>
        headers.IfNoneMatch.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(EntityTagHeaderValue.Parse(revision.ToETag()), useStrongComparison: false));

    private static async Task<IResult> HeartbeatsAsync(HttpRequest request, Registrar registrar)
    {
        using var body = await JsonBody.ReadAsync(request, HeartbeatBodyLimit);
        return Results.Json(registrar.Heartbeat(HeartbeatReader.Read(body.RootElement)), DiscoveryJsonContext.Wire.HeartbeatResponse);
    }
}
