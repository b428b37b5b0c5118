using Microsoft.Extensions.DependencyInjection;
using Paradyze.LocalHosting.ApplicationModel;

namespace Paradyze.LocalHosting.Testing;

/// <summary>Reaches the resources of a started application.</summary>
public static class DistributedApplicationHostingTestingExtensions
{
    /// <summary>Creates a client whose base address is an endpoint of a resource.</summary>
    /// <param name="app">The application.</param>
    /// <param name="resourceName">The resource.</param>
    /// <param name="endpointName">The endpoint. Default: <c>https</c> where there is one, else <c>http</c>.</param>
    /// <returns>The client.</returns>
    /// <exception cref="InvalidOperationException">The application has not been started.</exception>
    public static HttpClient CreateHttpClient(this DistributedApplication app, string resourceName, string? endpointName = default)
    {
        var client = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.BaseAddress = app.GetEndpoint(resourceName, endpointName);
        return client;
    }

    /// <summary>Gives the address of an endpoint; of a replicated resource, that of its first replica.</summary>
    /// <param name="app">The application.</param>
    /// <param name="resourceName">The resource.</param>
    /// <param name="endpointName">The endpoint. Default: <c>https</c> where there is one, else <c>http</c>.</param>
    /// <returns>The address.</returns>
    /// <exception cref="InvalidOperationException">The application has not been started.</exception>
    public static Uri GetEndpoint(this DistributedApplication app, string resourceName, string? endpointName = default)
    {
        var resource = app.ResourceNotifications.RequireResource(resourceName);
        var name = endpointName ?? resource.RequireHttpEndpoint().Name;
        return new(new EndpointReference((IResourceWithEndpoints)resource, name).Url);
    }
}
