using System.Reflection;

namespace Paradyze.Readme.Tests;

/// <summary>Where this was built from, and how.</summary>
internal static class Repository
{
    public static string Folder { get; } = Metadata("Repository");

    public static string Configuration { get; } = Metadata("Configuration");

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!;
}
