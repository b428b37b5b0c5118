using System.Runtime.InteropServices;
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
            .WithSummary("Every instance of a service, whatever its status. 'version' (a range), 'zone', 'tag' and 'status' (or 'serving') narrow. Answers 304 to If-None-Match.")
            .WithQuery("version", "zone", "tag", "status")
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
        var query = new Query(context.Request.Query);
        var filter = InstanceFilter.Read(query);
        var status = StatusFilter.Read(query);
        query.ThrowIfFaulty();
        if (catalog.Find(service) is not { } cell) return Problems.UnknownService(service).ToResult();
        var revision = catalog.RevisionAt(cell.Revision);
        context.Response.Headers.ETag = revision.ToETag();
        if (IsHeld(context.Request.GetTypedHeaders(), revision)) return Results.StatusCode(StatusCodes.Status304NotModified);
        return Utf8Result.Object(writer =>
        {
            writer.WriteString("serviceName"u8, cell.Name);
            writer.WriteString("serviceRevision"u8, revision.ToString());
            writer.WriteInstances("instances"u8, status.Apply(filter.Apply(cell.Instances)));
        });
    }

    // Weak comparison (RFC 9110, section 13.1.2).
    private static bool IsHeld(RequestHeaders headers, Revision revision) =>
        headers.IfNoneMatch.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(EntityTagHeaderValue.Parse(revision.ToETag()), useStrongComparison: false));

    private static async Task<IResult> HeartbeatsAsync(HttpRequest request, Registrar registrar)
    {
        using var body = await JsonBody.ReadAsync(request, HeartbeatBodyLimit);
        var heartbeats = HeartbeatReader.Read(body.RootElement);
        var results = new HeartbeatResult[heartbeats.Count];
        registrar.Heartbeat(CollectionsMarshal.AsSpan(heartbeats), results);
        return Results.Json(
            new HeartbeatResponse { Unknown = Those(HeartbeatResult.Unknown), Superseded = Those(HeartbeatResult.Superseded) },
            DiscoveryJsonContext.Wire.HeartbeatResponse);

        List<InstanceKey> Those(HeartbeatResult with) =>
        [
            .. results.Index()
                .Where(result => result.Item == with)
                .Select(result => new InstanceKey(heartbeats[result.Index].ServiceName, heartbeats[result.Index].InstanceId)),
        ];
    }
}
