using Paradyze.LocalHosting.ApplicationModel;

namespace Paradyze.LocalHosting.ResourceService;

/// <summary>The latest that is known of a replica, and when its process began and ended.</summary>
/// <param name="Latest">The latest event.</param>
/// <param name="Revision">Grows with every change of any replica.</param>
/// <param name="CreatedAt">When the replica was first heard of.</param>
/// <param name="StartedAt">When its latest process ran, once there has been one.</param>
/// <param name="StoppedAt">When that process ended.</param>
internal sealed record ReplicaRecord(
    ResourceEvent Latest,
    long Revision,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? StoppedAt = null)
{
    public ReplicaRecord Next(ResourceEvent happened, long revision, DateTimeOffset now)
    {
        var next = this with { Latest = happened, Revision = revision };
        var (before, after) = (Latest.Snapshot, happened.Snapshot);
        if (after.ProcessId is not null && after.ProcessId != before.ProcessId)
            return next with { StartedAt = now, StoppedAt = null };
        return after.ExitCode is not null && StoppedAt is null ? next with { StoppedAt = now } : next;
    }
}
