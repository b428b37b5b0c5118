using Paradyze.Discovery;

namespace Paradyze.Registry.Tests.Leases.Model;

/// <summary>What the rules look at of one instance. Moments are milliseconds of the model's time.</summary>
internal sealed record ModelInstance(string Id, string Url)
{
    public string? Generation { get; set; }

    public string? Zone { get; set; }

    public int? LeaseSeconds { get; set; }

    public bool IsProbed { get; set; }

    /// <summary>As it was last decided.</summary>
    public InstanceStatus Status { get; set; }

    public InstanceStatus? SaidByOperator { get; set; }

    public bool DrainsItself { get; set; }

    public long? HeardAt { get; set; }

    public bool CallsItselfUnhealthy { get; set; }

    /// <summary>What its probe comes to; null while nobody probes it.</summary>
    public CheckVerdict? Verdict { get; set; }

    /// <summary>How many probes in a row spoke against the verdict.</summary>
    public int InARow { get; set; }

    public long? PassedAt { get; set; }

    public long CriticalSince { get; set; }

    public long? FailingSince { get; set; }

    /// <summary>Whether it was up, or in doubt, when it began to fail.</summary>
    public bool FailedFromUp { get; set; }

    /// <summary>When the guard last ended for it.</summary>
    public long JudgedSince { get; set; }

    /// <summary>Within what time others that fail may have failed with it.</summary>
    public long Window { get; set; }

    /// <summary>Since when it is to be deregistered.</summary>
    public long? DueSince { get; set; }

    public long DepartedAt { get; set; }

    public bool IsTakenOut => SaidByOperator is not null || DrainsItself;
}
