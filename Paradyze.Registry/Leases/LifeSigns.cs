using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Registration;

namespace Paradyze.Registry.Leases;

/// <summary>Takes note of signs of life, and has the commit loop look at whom they change.</summary>
internal sealed class LifeSigns(VitalsTable table, LivenessClock clock, Assessor assessor, CommitLoop loop)
{
    public HeartbeatResult Hear(InstanceKeyText key, string? generation, string? selfReport)
    {
        if (table.Find(key) is not { } vitals) return HeartbeatResult.Unknown;
        if (generation is not null && !vitals.IsOf(generation)) return HeartbeatResult.Superseded;
        Hear(vitals, selfReport);
        return HeartbeatResult.Heard;
    }

    /// <summary>Takes note of an instance that registers, when it is known.</summary>
    /// <returns>Whether it is.</returns>
    public bool Hear(InstanceKey key)
    {
        if (table.Find(key) is not { } vitals) return false;
        Hear(vitals, selfReport: null);
        return true;
    }

    public void Reassess(Vitals vitals)
    {
        if (!assessor.Fits(vitals)) loop.Reassess(vitals.Instance.Key);
    }

    private void Hear(Vitals vitals, string? selfReport)
    {
        var said = vitals.SelfReport;
        vitals.Hear(clock.Now, selfReport);

        // What is up, and fails nowhere, and says the same as before, is as it was.
        if (selfReport == said && vitals.FailingSince == 0 && vitals.IsUp) return;
        Reassess(vitals);
    }
}

/// <summary>What became of a heartbeat.</summary>
internal enum HeartbeatResult
{
    Heard,

    /// <summary>Nobody is registered under that key.</summary>
    Unknown,

    /// <summary>The instance is registered with another generation.</summary>
    Superseded,
}
