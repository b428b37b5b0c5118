namespace Paradyze.LocalHosting.ApplicationModel;

internal static class ResourceUrls
{
    /// <summary>Gives the addresses to show for a resource, as the app model has worded them.</summary>
    public static IEnumerable<ResourceUrlAnnotation> Of(Resource resource) =>
        resource.Endpoints.Select(endpoint => Of(resource, endpoint, replica: 0));

    public static ResourceUrlAnnotation Of(Resource resource, ResourceEndpoint endpoint, int replica)
    {
        var url = new ResourceUrlAnnotation { Url = endpoint.Url(replica) };
        foreach (var worded in resource.UrlCallbacks.Where(worded => resource.RequireEndpoint(worded.EndpointName) == endpoint))
            worded.Callback(url);
        return url;
    }
}
