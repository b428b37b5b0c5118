using System.Collections.Immutable;
using Paradyze.Discovery;
using Paradyze.Registry.Health.Plans;
using Paradyze.Registry.Leases;

namespace Paradyze.Registry.Health.Probing;

/// <summary>What is known of an instance by its probes, from its registration or departure to the next with another plan or generation.</summary>
internal sealed class ProbedInstance
{
    private readonly Lock _lock = new();
    private readonly CheckProgress[] _progress;
    private RecentResults _results;
    private bool _isDropped;

    /// <param name="vitals">What is known of it otherwise.</param>
    /// <param name="plan">How it is probed.</param>
    /// <param name="results">What was found of it before.</param>
    public ProbedInstance(Vitals vitals, ProbePlan plan, RecentResults results)
    {
        (Vitals, Plan, Generation, _results) = (vitals, plan, vitals.Instance.Generation, results);
        _progress = new CheckProgress[plan.Checks.Length];
        Probes = [.. Enumerable.Range(0, plan.Checks.Length).Select(index => new ScheduledProbe(this, index))];
    }

    public Vitals Vitals { get; }

    public ProbePlan Plan { get; }

    public string? Generation { get; }

    /// <summary>Whether its probes removed it, and it is probed on in case that it comes back.</summary>
    public bool IsDeparted => Vitals.Instance.IsDeparted;

    public ImmutableArray<ScheduledProbe> Probes { get; }

    /// <summary>Whether nobody wants to know any more.</summary>
    public bool IsDropped
    {
        get
        {
            lock (_lock) return _isDropped;
        }
    }

    /// <summary>Has every result that is still to come passed over: what follows has the vitals to itself.</summary>
    /// <returns>The results until then.</returns>
    public RecentResults Drop()
    {
        lock (_lock)
        {
            _isDropped = true;
            return _results;
        }
    }

    /// <summary>Takes note of a result.</summary>
    /// <returns>What it comes to; <see langword="null"/> when nobody wants to know any more.</returns>
    public ProbeConclusion? Record(int index, MeasuredReport measured)
    {
        lock (_lock)
        {
            if (_isDropped) return null;
            var progress = _progress[index] = _progress[index].After(measured.Report, Plan.Checks[index], measured.At);
            _results = _results.After(measured.Result);
            var before = Vitals.Probes;
            var after = Sum();
            if (after.Verdict is ProbeVerdict.Passing && measured.Report.Passed) Vitals.PassedAt = measured.At;
            if (after != before) Vitals.Probes = after;
            return new ProbeConclusion(progress, before, after);
        }
    }

    /// <summary>What is known, in the form that it is answered in.</summary>
    /// <param name="next">When a check is probed next.</param>
    public InstanceProbes Describe(Func<ScheduledProbe, DateTimeOffset?> next)
    {
        lock (_lock)
        {
            var findings = Sum();
            return new InstanceProbes
            {
                ServiceName = Vitals.Instance.Key.ServiceName,
                InstanceId = Vitals.Instance.Key.InstanceId,
                Verdict = Worst(),
                Reason = findings.Reason ?? (findings.Verdict is ProbeVerdict.Passing ? "probe passing" : null),
                DepartedAt = Vitals.Instance.State.DepartedAt,
                Note = Plan.Note,
                Checks = [.. Probes.Select(probe => Describe(probe.Check, _progress[probe.Index].Verdict, next(probe)))],
                Results = _results.LatestFirst,
            };
        }
    }

    private static ProbedCheck Describe(ProbeCheck check, CheckVerdict verdict, DateTimeOffset? next) => new()
    {
        Check = check.Words,
        Type = check.Type,
        Verdict = verdict,
        Next = next,
        Interval = check.Interval,
        Timeout = check.Timeout,
        FailuresBeforeCritical = check.FailuresBeforeCritical,
        SuccessesBeforeUp = check.SuccessesBeforeUp,
        DeregisterAfter = check.DeregisterAfter,
    };

    private CheckVerdict Worst() =>
        Array.Exists(_progress, check => check.Verdict is CheckVerdict.Critical) ? CheckVerdict.Critical
        : Array.Exists(_progress, check => check.Verdict is CheckVerdict.Unspoken) ? CheckVerdict.Unspoken
        : CheckVerdict.Passing;

    private ProbeFindings Sum() => Worst() switch
    {
        CheckVerdict.Critical => Critical(),
        CheckVerdict.Unspoken => ProbeFindings.Unspoken,
        _ => ProbeFindings.Passing,
    };

    /// <summary>The reason of the first check that is critical, and the moments of the one that removes the instance first.</summary>
    private ProbeFindings Critical()
    {
        var critical = _progress.Index().Where(check => check.Item.Verdict is CheckVerdict.Critical).ToList();
        var (since, after) = critical
            .Select(check => (Since: check.Item.CriticalSince, After: (long)Plan.Checks[check.Index].DeregisterAfter.TotalMilliseconds))
            .MinBy(check => check.Since + check.After);
        var interval = critical.Max(check => (long)Plan.Checks[check.Index].Interval.TotalMilliseconds);
        return new ProbeFindings(ProbeVerdict.Critical, critical[0].Item.Reason, since, after, interval);
    }
}
