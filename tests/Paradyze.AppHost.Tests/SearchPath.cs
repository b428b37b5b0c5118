namespace Paradyze.AppHost.Tests;

/// <summary>The folders of <c>PATH</c>.</summary>
internal static class SearchPath
{
    /// <summary>Tells whether a program can be started by its name alone.</summary>
    public static bool Has(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? $"{program}.exe" : program)));
}
