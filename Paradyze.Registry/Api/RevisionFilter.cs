using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Api;

/// <summary>Says at which revision a route's answer was made.</summary>
internal sealed class RevisionFilter(ServiceCatalog catalog) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);

        // A reader's revision is taken before it reads, so that it never claims more than was seen; a writer's after it wrote.
        RevisionHeader.Write(response, catalog);
        var result = await next(context);
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)) RevisionHeader.Write(response, catalog);
        return result;
    }
}
