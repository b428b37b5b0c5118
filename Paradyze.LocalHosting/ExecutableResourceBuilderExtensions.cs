using Paradyze.LocalHosting.ApplicationModel;

namespace Paradyze.LocalHosting;

/// <summary>Adds programs that are not projects of the solution.</summary>
public static class ExecutableResourceBuilderExtensions
{
    /// <summary>Adds a program.</summary>
    /// <param name="builder">The app model.</param>
    /// <param name="name">The resource's name: at most 64 ASCII letters, digits and single hyphens, a letter first.</param>
    /// <param name="command">The program, a path or a name to be found on PATH.</param>
    /// <param name="workingDirectory">The folder that it runs in; a relative one starts at the app host's folder.</param>
    /// <param name="args">Its arguments.</param>
    /// <returns>The resource's builder.</returns>
    /// <exception cref="ArgumentException">The name is not valid.</exception>
    public static IResourceBuilder<ExecutableResource> AddExecutable(
        this IDistributedApplicationBuilder builder,
        string name,
        string command,
        string workingDirectory,
        params string[]? args)
    {
        var resource = new ExecutableResource(name, command, Path.GetFullPath(workingDirectory, builder.AppHostDirectory));
        resource.Arguments.AddRange(args ?? []);
        return ((DistributedApplicationBuilder)builder).AddResource(resource);
    }
}
