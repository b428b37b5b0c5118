namespace Paradyze.Discovery.Client;

/// <summary>The statuses as they are written on the wire.</summary>
internal static class InstanceStatusNames
{
    public static string ToWire(this InstanceStatus status) => status switch
    {
        InstanceStatus.Up => "up",
        InstanceStatus.Starting => "starting",
        InstanceStatus.Suspect => "suspect",
        InstanceStatus.Unhealthy => "unhealthy",
        InstanceStatus.Draining => "draining",
        InstanceStatus.OutOfService => "out-of-service",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Unknown status."),
    };
}
