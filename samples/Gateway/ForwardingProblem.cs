using Paradyze.Discovery.Client;

namespace Gateway;

/// <summary>Tells the caller why a request could not be forwarded: the reverse proxy itself answers with a bare status.</summary>
internal static class ForwardingProblem
{
    public static async Task ExplainAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.GetForwarderErrorFeature()?.Exception is not { } exception || context.Response.HasStarted) return;
        if (IsNotFound(exception)) context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        await TypedResults.Problem(exception.Message, statusCode: context.Response.StatusCode).ExecuteAsync(context);
    }

    private static bool IsNotFound(Exception exception) =>
        exception is ServiceResolutionException or HttpRequestException { InnerException: ServiceResolutionException };
}
