namespace Paradyze.Discovery.Contracts.Tests;

/// <summary>One of each record, with every field set.</summary>
internal static class Shapes
{
    public static readonly ServiceInstance Instance = new()
    {
        ServiceName = "orders",
        InstanceId = "orders-7f3a",
        Generation = "k3x9",
        Url = "http://10.0.0.5:8080",
        Health = "http://10.0.0.5:8080/health",
        Metadata = RawJson.Parse("""{"version":"1.4.2","endpoints":{"api":"/api/v1"}}"""),
        Version = "1.4.2",
        Zone = "eu-1",
        Tags = ["blue"],
        Weight = 100,
        Endpoints = new Dictionary<string, string>(StringComparer.Ordinal) { ["https"] = "https://10.0.0.5:8443" },
        Checks =
        [
            new HealthCheck
            {
                Type = HealthCheckType.Http, Url = "/healthz", Port = 9090, Interval = TimeSpan.FromSeconds(90), Timeout = TimeSpan.FromMilliseconds(1500),
                FailuresBeforeCritical = 2, SuccessesBeforeUp = 1, DeregisterAfter = TimeSpan.FromHours(24),
            },
            new HealthCheck { Type = HealthCheckType.Grpc, Service = "orders.v1" },
            new HealthCheck { Type = HealthCheckType.Tcp },
        ],
        LeaseSeconds = 30,
        Status = InstanceStatus.OutOfService,
        StatusReason = "deploying",
        Override = new StatusOverride
        {
            Status = InstanceStatus.OutOfService,
            Owner = OverrideOwner.Operator,
            Reason = "deploying",
            Beneath = new StatusOverride { Status = InstanceStatus.Draining, Owner = OverrideOwner.Self },
        },
        RegisteredAt = new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.FromHours(1)),
        Revision = 4711,
    };
}
