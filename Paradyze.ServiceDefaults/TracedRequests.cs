using Microsoft.AspNetCore.Http;

namespace Paradyze.ServiceDefaults;

/// <summary>Which requests are worth a trace.</summary>
internal static class TracedRequests
{
    public const string HealthPath = "/health";
    public const string AlivePath = "/alive";

    // Probes come every few seconds from each prober: they would outnumber the traces of real work.
    public static bool IsTraced(HttpContext context) => !IsBelow(context, HealthPath) && !IsBelow(context, AlivePath);

    private static bool IsBelow(HttpContext context, string path) =>
        context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase);
}
