using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Paradyze.Discovery;
using Paradyze.Registry.Api.Input;
using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Api;

/// <summary>The seed's calls that read.</summary>
internal static class ServiceEndpoints
{
    private const int MaxPage = 10_000;

    private static readonly TextRule s_prefix = new(
        "the beginning of a service name", "must be 1 to 128 letters, digits, '.', '-' or '_'",
        value => value is { Length: > 0 and <= ServiceName.MaxLength } && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'));

    public static void MapServices(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(RegistryRoutes.Services, List)
            .WithSummary("Lists the services in the order of their names. 'prefix' narrows, 'limit' and 'after' page; a Link header names the next page.")
            .WithQuery("prefix", "limit", "after")
            .Produces<ServiceSummary[]>()
            .ProducesProblems(400);

        routes.MapGet(RegistryRoutes.Services + "/{serviceName}", Resolve)
            .WithSummary("One instance that may be called, in turn, and beside it all of them. 'version' (a range), 'zone' and 'tag' narrow.")
            .WithQuery("version", "zone", "tag")
            .Produces<ServiceResolution>()
            .ProducesProblems(400, 404, 503);
    }

    private static IResult List(HttpContext context, ServiceCatalog catalog)
    {
        var query = new Query(context.Request.Query);
        var prefix = query.Optional("prefix", s_prefix);
        var after = query.Optional("after", TextRules.ServiceName);
        var limit = query.OptionalInteger("limit", 1, MaxPage);
        query.ThrowIfFaulty();

        var found = catalog.Current.ServicesFrom(prefix, after);
        var page = limit is { } most ? found.Take(most + 1).ToList() : [.. found];
        if (limit is { } size && page.Count > size)
        {
            page.RemoveAt(size);
            context.Response.Headers.Link = $"<{NextPage(prefix, size, page[^1].Name)}>; rel=\"next\"";
        }

        return Results.Json([.. page.Select(cell => Summary(cell, catalog))], DiscoveryJsonContext.Wire.ServiceSummaryArray);
    }

    private static IResult Resolve(string serviceName, HttpContext context, ServiceCatalog catalog)
    {
        var filter = InstanceFilter.Read(context.Request);
        if (catalog.Find(serviceName) is not { } cell) return Problems.UnknownService(serviceName).ToResult();
        var serving = filter.IsEmpty ? cell.Serving : HandOut.Of(filter.Apply(cell.Instances), instance => instance.Status);
        if (serving.IsEmpty) return NoneServing(cell, filter).ToResult();
        var answer = filter.IsEmpty ? cell.Answer(catalog.Epoch) : new ServiceAnswer(catalog.RevisionAt(cell.Revision), serving);
        return new ServiceAnswerResult(answer, cell.TakeTurn(serving));
    }

    private static string NextPage(string? prefix, int limit, string after)
    {
        var page = QueryHelpers.AddQueryString(RegistryRoutes.Services, "limit", limit.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (prefix is not null) page = QueryHelpers.AddQueryString(page, "prefix", prefix);
        return QueryHelpers.AddQueryString(page, "after", after);
    }

    private static RegistryProblem NoneServing(ServiceCell cell, InstanceFilter filter)
    {
        var among = filter.IsEmpty ? "" : " that match the filter";
        return Problems.Of(
            (int)HttpStatusCode.ServiceUnavailable,
            ErrorCodes.NoneServing,
            $"Service '{cell.Name}' is known, but has no instances{among} that may be called; each stands under 'instances' with its status and the reason.")
            .About(cell.Instances);
    }

    private static ServiceSummary Summary(ServiceCell cell, ServiceCatalog catalog) => new()
    {
        ServiceName = cell.Name,
        Url = (cell.Serving.Length > 0 ? cell.Serving[0] : cell.Instances[0]).Url,
        Statuses = cell.Instances.CountBy(instance => instance.Status).OrderBy(count => count.Key).ToDictionary(),
        Versions = [.. cell.Instances.Select(instance => instance.Version).OfType<string>().Distinct(StringComparer.Ordinal)],
        Zones = [.. cell.Instances.Select(instance => instance.Zone).OfType<string>().Distinct(StringComparer.Ordinal)],
        ServiceRevision = catalog.RevisionAt(cell.Revision).ToString(),
    };
}
