using Paradyze.Discovery;
using Paradyze.Registry.Registration;
using static Paradyze.Discovery.InstanceStatus;

namespace Paradyze.Registry.Tests.Leases.Model;

/// <summary>
/// docs/liveness.md once more, for one service and as plainly as it reads: two dictionaries that are gone through from end to end after
/// whatever happens. No wheel, no index, no commits.
/// </summary>
internal sealed class LivenessModel
{
    private const long LongestGap = 1_000;
    private const long Day = 86_400_000;

    private readonly Dictionary<string, ModelHold> _holds = [];
    private long _lastLook;
    private long _graceFrom;

    public SortedDictionary<string, ModelInstance> Registered { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, ModelInstance> Departed { get; } = new(StringComparer.Ordinal);

    public IEnumerable<string> GuardedZones => _holds.Keys.Order(StringComparer.Ordinal);

    public long Now { get; private set; }

    public IEnumerable<string> HandedOut
    {
        get
        {
            var up = Registered.Values.Where(instance => instance.Status is Up or Suspect).ToList();
            return (up.Count > 0 ? up : Registered.Values.Where(instance => instance.Status is Starting)).Select(instance => instance.Id);
        }
    }

    public void Pass(long milliseconds) => Now += milliseconds;

    public void Restart()
    {
        _holds.Clear();
        _lastLook = _graceFrom = Now;
        foreach (var instance in Registered.Values.Concat(Departed.Values)) Forget(instance);
        Judge();
    }

    public bool Register(Step.Register wanted)
    {
        var isNew = !Registered.TryGetValue(wanted.Id, out var known);
        known ??= Departed.GetValueOrDefault(wanted.Id);
        Departed.Remove(wanted.Id);
        foreach (var there in (SortedDictionary<string, ModelInstance>[])[Registered, Departed])
        {
            foreach (var replaced in there.Values.Where(other => other.Url == wanted.Url && other.Id != wanted.Id).ToList()) there.Remove(replaced.Id);
        }

        var next = new ModelInstance(wanted.Id, wanted.Url)
        {
            Generation = wanted.Generation,
            Zone = wanted.Zone,
            LeaseSeconds = wanted.LeaseSeconds,
            IsProbed = wanted.IsProbed,
            SaidByOperator = known?.SaidByOperator,
            Status = Starting,
        };
        Forget(next);
        next.HeardAt = Now;
        if (known is not null && known.Generation == next.Generation) GoOn(known, next, !isNew);
        Registered[next.Id] = next;
        Judge();
        return isNew;
    }

    /// <summary>Takes note of the heartbeats of one request.</summary>
    public IReadOnlyList<HeartbeatResult> Hear(IEnumerable<Step.Beat> beats)
    {
        List<HeartbeatResult> results = [.. beats.Select(Hear)];
        Judge();
        return results;
    }

    public void Override(string id, InstanceStatus status, string? generation)
    {
        if (!Registered.TryGetValue(id, out var instance) || (generation is not null && generation != instance.Generation)) return;
        if (generation is null) instance.SaidByOperator = status is Up ? null : status;
        else instance.DrainsItself = status is Draining;
        Judge();
    }

    public void Unregister(string id, string? generation)
    {
        foreach (var there in (SortedDictionary<string, ModelInstance>[])[Registered, Departed])
        {
            if (there.TryGetValue(id, out var instance) && (generation is null || generation == instance.Generation)) there.Remove(id);
        }
    }

    /// <summary>A probe has been answered, or not.</summary>
    public void Probed(string url, bool passed)
    {
        if (Departed.Values.FirstOrDefault(instance => instance.Url == url) is { } departed) ProbedAfterwards(departed, passed);
        else Probed(Registered.Values.Single(instance => instance.Url == url), passed);
        Judge();
    }

    /// <summary>The registry looks at everything.</summary>
    public void Sweep() => Judge(byGuard: true);

    /// <summary>One that was to be deregistered has been.</summary>
    public void Leave(ModelInstance instance)
    {
        Registered.Remove(instance.Id);
        if (instance.LeaseSeconds is not null) return;
        Forget(instance);
        instance.DepartedAt = Now;
        Departed[instance.Id] = instance;
    }

    private HeartbeatResult Hear(Step.Beat beat)
    {
        if (!Registered.TryGetValue(beat.Id, out var instance)) return HeartbeatResult.Unknown;
        if (beat.Generation is not null && beat.Generation != instance.Generation) return HeartbeatResult.Superseded;
        (instance.HeardAt, instance.CallsItselfUnhealthy) = (Now, beat.IsSick);
        return HeartbeatResult.Heard;
    }

    private static void Forget(ModelInstance instance)
    {
        (instance.HeardAt, instance.CallsItselfUnhealthy, instance.FailingSince, instance.FailedFromUp) = (null, false, null, false);
        (instance.Verdict, instance.InARow, instance.PassedAt) = (instance.IsProbed ? CheckVerdict.Unspoken : null, 0, null);
        instance.DueSince = null;
    }

    /// <summary>The same life goes on: what it said of itself, and what its probes found while the same is asked.</summary>
    private static void GoOn(ModelInstance known, ModelInstance next, bool isThere)
    {
        next.DrainsItself = known.DrainsItself;
        if (!isThere || (next.IsProbed, next.Url) != (known.IsProbed, known.Url)) return;
        (next.Status, next.Verdict, next.InARow) = (known.Status, known.Verdict, known.InARow);
        (next.PassedAt, next.CriticalSince) = (known.PassedAt, known.CriticalSince);
        (next.FailingSince, next.FailedFromUp, next.Window, next.JudgedSince) = (known.FailingSince, known.FailedFromUp, known.Window, known.JudgedSince);
    }

    private void Probed(ModelInstance instance, bool passed)
    {
        var isCritical = instance.Verdict is CheckVerdict.Critical;
        if (passed) instance.PassedAt = Now;
        instance.InARow = passed == isCritical ? instance.InARow + 1 : 0;
        if (passed && instance.InARow >= (isCritical ? ModelSettings.SuccessesBeforeUp : 0)) (instance.Verdict, instance.InARow) = (CheckVerdict.Passing, 0);
        if (passed || isCritical || instance.InARow < ModelSettings.FailuresBeforeCritical) return;
        (instance.Verdict, instance.InARow, instance.CriticalSince) = (CheckVerdict.Critical, 0, Now);
    }

    private void ProbedAfterwards(ModelInstance instance, bool passed)
    {
        Probed(instance, passed);
        var isBack = instance.Verdict is CheckVerdict.Passing;
        if (isBack || Now - instance.DepartedAt >= Day) Departed.Remove(instance.Id);
        if (!isBack) return;
        Forget(instance);
        (instance.HeardAt, instance.Status) = (Now, Up);
        Registered[instance.Id] = instance;
    }

    private void Judge(bool byGuard = false)
    {
        if (Now - _lastLook > LongestGap) _graceFrom = Now;
        _lastLook = Now;
        foreach (var instance in Registered.Values)
        {
            if (Fails(instance) == instance.FailingSince is not null) continue;
            (instance.FailedFromUp, instance.Window) = (instance.Status is Up or Suspect, WindowOf(instance));
            instance.FailingSince = Fails(instance) ? Now : null;
        }

        if (byGuard)
        {
            foreach (var zone in Registered.Values.Select(ZoneOf).Concat(_holds.Keys).Distinct().ToList()) Weigh(zone);
        }

        foreach (var instance in Registered.Values)
        {
            instance.Status = StatusOf(instance);
            instance.DueSince = IsDue(instance) ? instance.DueSince ?? Now : null;
        }
    }

    private InstanceStatus StatusOf(ModelInstance instance) => instance switch
    {
        { SaidByOperator: { } said } => said,
        { DrainsItself: true } => Draining,
        _ when Fails(instance) => IsDoubted(instance) ? Suspect : Unhealthy,
        { Status: Unhealthy or Suspect } when !IsHeard(instance) => instance.Status,
        { Verdict: CheckVerdict.Unspoken, Status: not Up } => Starting,
        _ => Up,
    };

    private bool IsHeard(ModelInstance instance) => instance.HeardAt >= _graceFrom || instance.PassedAt >= _graceFrom;

    private bool Fails(ModelInstance instance) =>
        instance.CallsItselfUnhealthy || instance.Verdict is CheckVerdict.Critical || SinceExpiry(instance) > 0;

    private long SinceExpiry(ModelInstance instance) =>
        instance.LeaseSeconds is { } lease ? Now - Math.Max(instance.HeardAt ?? 0, _graceFrom) - (lease * 1000L) : long.MinValue;

    private bool IsDue(ModelInstance instance)
    {
        if (_holds.ContainsKey(ZoneOf(instance))) return false;
        var atLeast = Now - Math.Max(instance.JudgedSince, _graceFrom);
        return Math.Min(atLeast, SinceExpiry(instance)) >= ModelSettings.LeaseGrace
            || (instance.Verdict is CheckVerdict.Critical && Math.Min(atLeast, Now - instance.CriticalSince) >= ModelSettings.ProbeGrace);
    }

    private void Weigh(string zone)
    {
        var members = Registered.Values.Where(instance => ZoneOf(instance) == zone && !instance.IsTakenOut).ToList();
        var up = members.Count(instance => instance.FailingSince is null && instance.Status is Up or Suspect);
        var hold = _holds.GetValueOrDefault(zone);
        var together = members.Where(instance => instance.FailedFromUp && instance.FailingSince >= _graceFrom && Now - instance.FailingSince <= instance.Window
            && (hold is null || instance.FailingSince - hold.TrippedAt > instance.Window)).ToList();
        if (together.Count >= ModelSettings.MinimumInstances && together.Count > up)
            _holds[zone] = hold = new ModelHold(hold?.Covers ?? together.Min(instance => instance.FailingSince!.Value), Now);
        if (hold is null) return;

        var inDoubt = members.Where(IsDoubted).ToList();
        hold.MostAreBackSince = inDoubt.Count > up ? null : hold.MostAreBackSince ?? Now;
        if (inDoubt.Count > 0 && Now - hold.TrippedAt < ModelSettings.HoldAtMost && !(Now - hold.MostAreBackSince >= ModelSettings.Settle)) return;
        _holds.Remove(zone);
        foreach (var instance in inDoubt) (instance.JudgedSince, instance.FailedFromUp) = (Now, false);
    }

    private bool IsDoubted(ModelInstance instance) =>
        instance.FailedFromUp && _holds.TryGetValue(ZoneOf(instance), out var hold) && instance.FailingSince >= hold.Covers;

    private static long WindowOf(ModelInstance instance) => Math.Max(
        Math.Max(ModelSettings.Window, (instance.LeaseSeconds ?? 0) * 1000L / 3),
        instance.Verdict is CheckVerdict.Critical ? ModelSettings.ProbeInterval * 11 / 10 : 0);

    private static string ZoneOf(ModelInstance instance) => instance.Zone ?? "";
}
