using Paradyze.LocalHosting.LaunchProfiles;

namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>A .NET project of the solution.</summary>
public sealed class ProjectResource
    : Resource, IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    private readonly string _targetPath;

    internal ProjectResource(string name, string projectPath, string targetPath)
        : base(name)
    {
        (ProjectPath, _targetPath) = (projectPath, targetPath);
        var directory = Path.GetDirectoryName(projectPath)!;
        Command = new(DotnetHost.Path, ["exec", targetPath], directory);
        LaunchProfile = LaunchProfile.ReadFirst(directory);
        foreach (var url in LaunchProfile?.ApplicationUrls ?? [])
            Endpoints.Add(new(url.Scheme, url.Scheme, url.Port, environmentVariable: null));
    }

    internal string ProjectPath { get; }

    internal LaunchProfile? LaunchProfile { get; }

    internal override ProcessCommand Command { get; }

    internal override string? MissingPart => File.Exists(_targetPath)
        ? base.MissingPart
        : $"'{_targetPath}' does not exist: project '{ProjectPath}' has not been built. "
            + $"Build it with 'dotnet build {ProjectPath}', or run the app host without --no-build.";
}
