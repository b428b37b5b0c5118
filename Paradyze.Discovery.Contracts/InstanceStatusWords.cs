namespace Paradyze.Discovery;

/// <summary>The statuses as they stand on the wire.</summary>
public static class InstanceStatusWords
{
    /// <summary>The word that stands for a status: <c>up</c>, <c>out-of-service</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such status.</exception>
    public static string ToWord(this InstanceStatus status) => status switch
    {
        InstanceStatus.Up => "up",
        InstanceStatus.Starting => "starting",
        InstanceStatus.Suspect => "suspect",
        InstanceStatus.Unhealthy => "unhealthy",
        InstanceStatus.Draining => "draining",
        InstanceStatus.OutOfService => "out-of-service",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "There is no such status."),
    };
}
