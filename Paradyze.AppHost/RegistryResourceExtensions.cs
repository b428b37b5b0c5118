namespace Paradyze.AppHost;

/// <summary>Makes services known to the registry, and the registry to them.</summary>
public static class RegistryResourceExtensions
{
    /// <summary>Tells a service where the registry is (<c>SERVICE_REGISTRY_URL</c>), which is all that it is told of any other.</summary>
    /// <typeparam name="T">The kind of resource.</typeparam>
    /// <param name="builder">The service.</param>
    /// <param name="registry">The registry.</param>
    /// <returns>The service's builder.</returns>
    public static IResourceBuilder<T> WithRegistry<T>(this IResourceBuilder<T> builder, IResourceBuilder<ProjectResource> registry)
        where T : IResourceWithEnvironment =>
        builder.WithEnvironment("SERVICE_REGISTRY_URL", registry.GetEndpoint("http"));

    /// <summary>Says whether a service registers itself.</summary>
    /// <param name="builder">The service.</param>
    /// <param name="enabled"><c>true</c> or <c>false</c>; <see langword="null"/> leaves it to the service, which registers itself.</param>
    /// <returns>The service's builder.</returns>
    public static IResourceBuilder<ProjectResource> WithSelfRegistration(this IResourceBuilder<ProjectResource> builder, string? enabled) =>
        enabled is null ? builder : builder.WithEnvironment("ServiceDiscovery__SelfRegistration__Enabled", enabled);
}
