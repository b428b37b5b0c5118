using Paradyze.LocalHosting.LaunchProfiles;

namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>A .NET project of the solution.</summary>
public sealed class ProjectResource
    : Resource, IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    internal ProjectResource(string name, string directory, string targetPath, LaunchProfile? launchProfile)
        : base(name)
    {
        Command = new(DotnetHost.Path, ["exec", targetPath], directory);
        LaunchProfile = launchProfile;
        foreach (var url in launchProfile?.ApplicationUrls ?? [])
            Endpoints.Add(new(url.Scheme, url.Scheme, url.Port, environmentVariable: null));
    }

    internal LaunchProfile? LaunchProfile { get; }

    internal override ProcessCommand Command { get; }
}
