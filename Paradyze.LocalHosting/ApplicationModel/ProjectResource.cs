using Paradyze.LocalHosting.LaunchProfiles;

namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>A .NET project of the solution.</summary>
public sealed class ProjectResource : Resource, IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    internal ProjectResource(string name, string projectPath, string targetPath)
        : base(name)
    {
        var directory = Path.GetDirectoryName(projectPath)!;
        Command = new(DotnetHost.Path, ["exec", targetPath], directory);
        LaunchProfile = LaunchProfile.ReadFirst(directory);
        foreach (var url in LaunchProfile?.ApplicationUrls ?? [])
            Endpoints.Add(new(url.Scheme, url.Scheme, url.Port, environmentVariable: null));
    }

    internal LaunchProfile? LaunchProfile { get; }

    internal override ProcessCommand Command { get; }
}
