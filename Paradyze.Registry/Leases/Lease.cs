using Paradyze.Discovery;

namespace Paradyze.Registry.Leases;

/// <summary>What an instance last said, and when. Soft state: a heartbeat costs no commit.</summary>
/// <param name="RenewedAt">A time stamp of the time provider.</param>
/// <param name="IsHeard">
/// Whether the instance spoke since this process started. One that has not is granted a full period from the start, and keeps the
/// status it was committed with.
/// </param>
/// <param name="SelfReport">What it said of itself.</param>
/// <param name="Reason">Why.</param>
internal sealed record Lease(long RenewedAt, bool IsHeard, InstanceStatus SelfReport = InstanceStatus.Up, string? Reason = null);
