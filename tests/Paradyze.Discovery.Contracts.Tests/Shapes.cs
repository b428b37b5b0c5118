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
        LeaseSeconds = 30,
        Status = InstanceStatus.OutOfService,
        StatusReason = "deploying",
        RegisteredAt = new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.FromHours(1)),
        Revision = 4711,
    };
}
