namespace Paradyze.Registry;

internal static class HeadRoutes
{
    /// <summary>Lets every route that takes GET take HEAD: the server answers alike, without the body.</summary>
    public static TBuilder WithHead<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder
    {
        routes.Finally(endpoint =>
        {
            if (endpoint.Metadata.OfType<IHttpMethodMetadata>().LastOrDefault()?.HttpMethods is not { } taken) return;
            if (taken.Contains(HttpMethods.Get) && !taken.Contains(HttpMethods.Head))
                endpoint.Metadata.Add(new HttpMethodMetadata([.. taken, HttpMethods.Head]));
        });
        return routes;
    }
}
