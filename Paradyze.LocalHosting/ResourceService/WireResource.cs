using Google.Protobuf.WellKnownTypes;
using Paradyze.LocalHosting.ApplicationModel;

namespace Paradyze.LocalHosting.ResourceService;

/// <summary>A replica as the dashboard is told of it.</summary>
internal static class WireResource
{
    public const string Project = nameof(Project);
    public const string Executable = nameof(Executable);

    public static string TypeOf(Resource resource) => resource is ProjectResource ? Project : Executable;

    public static Wire.Resource Of(ReplicaRecord record)
    {
        var (replica, snapshot) = (record.Latest.Replica, record.Latest.Snapshot);
        var resource = replica.Resource;
        return new()
        {
            Name = replica.Id,
            ResourceType = TypeOf(resource),
            DisplayName = resource.Name,
            Uid = replica.Id,
            State = snapshot.State,
            StateStyle = StateStyle.Of(snapshot),
            CreatedAt = record.CreatedAt.ToTimestamp(),
            StartedAt = record.StartedAt?.ToTimestamp(),
            StoppedAt = record.StoppedAt?.ToTimestamp(),
            Environment = { replica.Environment.OrderBy(variable => variable.Key, StringComparer.Ordinal).Select(Variable) },
            Commands = { WireCommands.Of(resource, snapshot) },
            Properties = { WireProperties.Of(replica, snapshot) },
            Urls = { resource.Endpoints.Select((endpoint, index) => Url(replica, endpoint, index, snapshot)) },
            HealthReports = { Health(resource, snapshot) },
            Relationships = { Relationships(resource) },
        };
    }

    private static Wire.EnvironmentVariable Variable(KeyValuePair<string, string> variable) =>
        new() { Name = variable.Key, Value = SecretMask.Of(variable.Key, variable.Value), IsFromSpec = true };

    private static Wire.Url Url(Replica replica, ResourceEndpoint endpoint, int index, ResourceSnapshot snapshot)
    {
        var url = ResourceUrls.Of(replica.Resource, endpoint, replica.Index);
        return new()
        {
            EndpointName = endpoint.Name,
            FullUrl = url.Url,
            IsInactive = snapshot.State != KnownResourceStates.Running,
            DisplayProperties = new() { SortOrder = index, DisplayName = url.DisplayText ?? "" },
        };
    }

    // The checks are asked one after the other up to the first that fails, so that there is one answer for all.
    private static IEnumerable<Wire.HealthReport> Health(Resource resource, ResourceSnapshot snapshot)
    {
        if (resource.HealthChecks.Count == 0)
            return [];

        var report = new Wire.HealthReport
        {
            Key = string.Join(", ", resource.HealthChecks.Select(check => check.Path)),
            Description = snapshot.Health == ResourceHealth.Unhealthy ? snapshot.Reason ?? "" : "",
        };
        if (snapshot.Health != ResourceHealth.Unknown)
            report.Status = snapshot.Health == ResourceHealth.Healthy ? Wire.HealthStatus.Healthy : Wire.HealthStatus.Unhealthy;
        return [report];
    }

    private static IEnumerable<Wire.ResourceRelationship> Relationships(Resource resource) =>
    [
        .. resource.WaitsFor.Select(dependency => Relationship(dependency.Resource, "WaitFor")),
        .. resource.References.Select(reference => Relationship(reference, "Reference")),
    ];

    private static Wire.ResourceRelationship Relationship(Resource other, string type) => new() { ResourceName = other.Name, Type = type };
}
