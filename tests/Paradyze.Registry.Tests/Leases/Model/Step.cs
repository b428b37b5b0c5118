using Paradyze.Discovery;

namespace Paradyze.Registry.Tests.Leases.Model;

/// <summary>Something that happens to a registry.</summary>
internal abstract record Step
{
    /// <param name="Id">Which instance.</param>
    /// <param name="Host">Where it is: its own host, or that of another instance, whose place it takes.</param>
    /// <param name="Generation">Which life.</param>
    /// <param name="Zone">Where it counts.</param>
    /// <param name="LeaseSeconds">What it promises.</param>
    /// <param name="HasChecks">Whether it is probed although it promises heartbeats.</param>
    public sealed record Register(string Id, string Host, string? Generation, string? Zone, int? LeaseSeconds, bool HasChecks) : Step
    {
        // Not public, so that they are not printed.
        internal string Url => $"http://{Host}.example";

        internal bool IsProbed => LeaseSeconds is null || HasChecks;
    }

    public sealed record Beat(string Id, string? Generation, bool IsSick) : Step;

    /// <summary>From now on the heartbeats of some, and their answers to probes, do not arrive; those of the others do.</summary>
    public sealed record CutOff(string Ids) : Step;

    /// <summary>From now on some call themselves unhealthy with every heartbeat; the others do not.</summary>
    public sealed record Sicken(string Ids) : Step;

    public sealed record Override(string Id, InstanceStatus Status, string? Generation) : Step;

    public sealed record Unregister(string Id, string? Generation) : Step;

    /// <summary>Time passes, with everything that is due.</summary>
    public sealed record Pass(int Seconds) : Step;

    /// <summary>Time passes while the registry stands still.</summary>
    public sealed record Suspend(int Seconds) : Step;

    /// <summary>The registry ends, and begins again with what it finds in its journal.</summary>
    public sealed record Restart(int Seconds) : Step;
}
