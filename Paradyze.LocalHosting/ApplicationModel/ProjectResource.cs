using Paradyze.LocalHosting.LaunchProfiles;

namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>A .NET project of the solution.</summary>
public sealed class ProjectResource
    : Resource, IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    internal ProjectResource(string name, string projectPath, string targetPath, LaunchProfile? launchProfile)
        : base(name)
    {
        ProjectPath = projectPath;
        Command = new(DotnetHost.Path, ["exec", targetPath], Path.GetDirectoryName(projectPath)!);
        LaunchProfile = launchProfile;
        foreach (var url in launchProfile?.ApplicationUrls ?? [])
            Endpoints.Add(new(url.Scheme, url.Scheme, url.Port, environmentVariable: null));
    }

    internal string ProjectPath { get; }

    internal LaunchProfile? LaunchProfile { get; }

    internal override ProcessCommand Command { get; }
}
