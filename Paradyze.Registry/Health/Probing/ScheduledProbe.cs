using Paradyze.Registry.Health.Plans;

namespace Paradyze.Registry.Health.Probing;

/// <summary>One check of one instance on its way round: planned, due, running, planned again. Belongs to <see cref="ProbeSchedule"/>.</summary>
internal sealed class ScheduledProbe(ProbedInstance of, int index)
{
    /// <summary>Whose check it is.</summary>
    public ProbedInstance Of { get; } = of;

    /// <summary>Which of its checks.</summary>
    public int Index { get; } = index;

    public ProbeCheck Check => Of.Plan.Checks[Index];

    public ProbePhase Phase { get; set; }

    /// <summary>When it is or was due, by the liveness clock.</summary>
    public long Due { get; set; }

    /// <summary>When it last began.</summary>
    public long BeganAt { get; set; }
}

internal enum ProbePhase
{
    /// <summary>Waits for its time.</summary>
    Planned,

    /// <summary>Waits for its turn.</summary>
    Queued,

    /// <summary>Is being asked.</summary>
    Running,
}
