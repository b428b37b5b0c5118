using Paradyze.Discovery;
using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Api;

/// <summary>Says in a header at which revision an answer was made, and that nobody may cache it.</summary>
internal sealed class RevisionFilter(ServiceCatalog catalog) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var response = context.HttpContext.Response;
        response.Headers.CacheControl = "no-store";

        // A reader's revision is taken before it reads, so that it never claims more than was seen; a writer's after it wrote.
        SetRevision(response);
        var result = await next(context);
        if (!HttpMethods.IsGet(context.HttpContext.Request.Method)) SetRevision(response);
        return result;
    }

    private void SetRevision(HttpResponse response) =>
        response.Headers[RegistryRoutes.RevisionHeader] = catalog.RevisionAt(catalog.Current.Revision).ToString();
}
