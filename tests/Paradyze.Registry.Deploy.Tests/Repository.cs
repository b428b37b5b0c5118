using System.Reflection;

namespace Paradyze.Registry.Deploy.Tests;

/// <summary>Where this was built from.</summary>
internal static class Repository
{
    public static string Folder { get; } =
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "Repository").Value!;
}
