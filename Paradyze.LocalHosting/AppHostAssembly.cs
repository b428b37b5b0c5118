using System.Reflection;

namespace Paradyze.LocalHosting;

/// <summary>What LocalHosting.targets has written into the assembly of an app host.</summary>
internal static class AppHostAssembly
{
    private const string ProjectPathKey = "Paradyze.LocalHosting.AppHostDirectory";
    private const string TargetPathKey = "Paradyze.LocalHosting.TargetPath:";

    public static string Directory(Assembly assembly) => Find(assembly, ProjectPathKey)
        ?? throw new DistributedApplicationException(
            $"Assembly '{assembly.GetName().Name}' is not an app host: its project does not import LocalHosting.targets.");

    /// <summary>Gives the dll that the build of a referenced project makes.</summary>
    public static string TargetPath(Type project) => Find(project.Assembly, TargetPathKey + project.FullName)
        ?? throw new DistributedApplicationException(
            $"The target of '{project.FullName}' is not known: "
            + "only classes that LocalHosting.targets generates from project references can be added.");

    private static string? Find(Assembly assembly, string key) =>
        assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(metadata => metadata.Key == key)?.Value;
}
