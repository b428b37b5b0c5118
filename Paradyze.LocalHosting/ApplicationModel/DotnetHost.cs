using System.Runtime.InteropServices;

namespace Paradyze.LocalHosting.ApplicationModel;

internal static class DotnetHost
{
    /// <summary>Gets the <c>dotnet</c> that runs this very process, which may be another one than PATH names.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        var runtime = RuntimeEnvironment.GetRuntimeDirectory(); // <root>/shared/Microsoft.NETCore.App/<version>/
        var program = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var beside = System.IO.Path.GetFullPath(System.IO.Path.Combine(runtime, "..", "..", "..", program));
        return File.Exists(beside) ? beside : "dotnet";
    }
}
