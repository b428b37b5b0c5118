using Paradyze.LocalHosting.ApplicationModel;

namespace Paradyze.LocalHosting;

/// <summary>Adds and configures .NET projects.</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>Adds a project. Each url of its first launch profile becomes an endpoint named by its scheme.</summary>
    /// <typeparam name="TProject">The class that is generated from the project reference.</typeparam>
    /// <param name="builder">The app model.</param>
    /// <param name="name">The resource's name: at most 64 ASCII letters, digits and single hyphens, a letter first.</param>
    /// <returns>The resource's builder.</returns>
    /// <exception cref="ArgumentException">The name is not valid.</exception>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new()
    {
        var resource = new ProjectResource(name, new TProject().ProjectPath, AppHostAssembly.TargetPath(typeof(TProject)));
        return ((DistributedApplicationBuilder)builder).AddResource(resource);
    }

    /// <summary>Runs several processes of the project, each with ports of its own.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="replicas">How many, at least 1. Default without this call: 1.</param>
    /// <returns>The resource's builder.</returns>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        builder.Resource.Replicas = replicas;
        return builder;
    }
}
