using Google.Protobuf.WellKnownTypes;
using Paradyze.LocalHosting.ApplicationModel;

namespace Paradyze.LocalHosting.ResourceService;

/// <summary>What the dashboard shows of a replica's process, under the names that it knows, and why it is in its state.</summary>
internal static class WireProperties
{
    public static IEnumerable<Wire.ResourceProperty> Of(Replica replica, ResourceSnapshot snapshot)
    {
        var (resource, command) = (replica.Resource, replica.Resource.Command);
        if (resource is ProjectResource project)
        {
            yield return Property("project.path", Value.ForString(project.ProjectPath));
            if (project.LaunchProfile is { } profile)
                yield return Property("project.launchProfile", Value.ForString(profile.Name));
        }

        yield return Property("executable.path", Value.ForString(command.FileName));
        yield return Property("executable.workDir", Value.ForString(command.WorkingDirectory));
        yield return new()
        {
            Name = "executable.args",
            Value = Value.ForList([.. command.Arguments.Concat(resource.Arguments).Select(Value.ForString)]),
            IsSensitive = true, // hidden until it is asked for: passwords are given as arguments too
        };
        if (snapshot.ProcessId is { } processId)
            yield return Property("executable.pid", Value.ForNumber(processId));
        if (snapshot.ExitCode is { } exitCode)
            yield return Property("resource.exitCode", Value.ForNumber(exitCode));
        if (snapshot.Reason is { } reason)
            yield return new() { Name = "resource.reason", DisplayName = "Reason", Value = Value.ForString(reason), IsHighlighted = true };
    }

    private static Wire.ResourceProperty Property(string name, Value value) => new() { Name = name, Value = value };
}
