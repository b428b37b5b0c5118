namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>A program that is not a .NET project of the solution.</summary>
public sealed class ExecutableResource
    : Resource, IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    internal ExecutableResource(string name, string command, string workingDirectory)
        : base(name) => Command = new(command, [], workingDirectory);

    internal override ProcessCommand Command { get; }
}
