using System.Collections.Concurrent;
using System.Threading.Channels;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Health.Plans;
using Paradyze.Registry.Journal;
using Paradyze.Registry.Leases;
using Paradyze.Registry.Registration;

namespace Paradyze.Registry.Health.Probing;

/// <summary>
/// Who is probed and when. It follows the catalog: a first probe at once for what is registered, anywhere in the interval for what was
/// found at start.
/// </summary>
internal sealed class ProbeSchedule(VitalsTable table, ProbePlanner planner, LivenessClock clock, TimeProvider time, Random random)
    : ICommitObserver
{
    private const long Tick = 100;
    private const long LeastGap = 1000;

    private readonly ConcurrentDictionary<InstanceKey, ProbedInstance> _instances = new(InstanceKeyComparer.Instance);
    private readonly TimingWheel<ScheduledProbe> _wheel = new(Tick, IsAwaited);
    private readonly List<TimingWheel<ScheduledProbe>.Entry> _entries = [];

    // Without a bound of its own: each check stands in it once at most.
    private readonly Channel<ScheduledProbe> _due = Channel.CreateUnbounded<ScheduledProbe>();
    private readonly Lock _lock = new();

    /// <summary>How often <see cref="Turn"/> is to be called.</summary>
    public static TimeSpan Interval => TimeSpan.FromMilliseconds(Tick);

    /// <summary>A timer for it.</summary>
    public PeriodicTimer NewTimer() => new(Interval, time);

    /// <summary>What is due, in order.</summary>
    public ChannelReader<ScheduledProbe> Due => _due.Reader;

    public ProbedInstance? Find(InstanceKey key) => _instances.GetValueOrDefault(key);

    public void Recovered(CatalogSnapshot state)
    {
        foreach (var instance in state.Services.SelectMany(service => service.Instances).Where(instance => instance.IsProbed).Concat(state.Departed.All))
        {
            if (Track(instance, planner.Plan(instance), RecentResults.None) is not { } probed) continue;
            foreach (var probe in probed.Probes) Plan(probe, clock.Now + ProbePacing.First(probe, random.NextDouble()));
        }
    }

    public void Committed(JournalCommit commit)
    {
        foreach (var change in commit.Changes)
        {
            if (change.Instance is null) Drop(change.Key);
            else if (change.Instance.IsDeparted) Depart(change.Instance);
            else if (change.Cause is ChangeCause.Registered or ChangeCause.Returned) Register(change.Instance, isBack: change.Cause is ChangeCause.Returned);
        }
    }

    /// <summary>Has an instance probed at once, but for what was probed just now: it has said that something may be different.</summary>
    public void Hurry(InstanceKey key)
    {
        if (Find(key) is not { } probed) return;
        foreach (var probe in probed.Probes) Hurry(probe);
    }

    /// <summary>What probes will say of an instance that registers, and the status that is built on: what they found counts on while they go on as before.</summary>
    public (InstanceStatus Before, ProbeFindings Probes) Expect(ValidRegistration registration, RegisteredInstance? known)
    {
        var plan = planner.Plan(registration);
        if (plan.Checks.IsEmpty) return (InstanceStatus.Up, ProbeFindings.None);
        if (known is null or { IsDeparted: true } || known.Generation != registration.Generation || !plan.Equals(planner.Plan(known)))
            return (InstanceStatus.Starting, ProbeFindings.Unspoken);
        return (known.Status is InstanceStatus.Up ? InstanceStatus.Up : InstanceStatus.Starting, table.Find(known.Key)?.Probes ?? ProbeFindings.Unspoken);
    }

    /// <summary>Has everything queued that is due.</summary>
    public void Turn()
    {
        _entries.Clear();
        _wheel.TurnTo(clock.Look(), _entries);
        foreach (var (probe, due) in _entries)
        {
            lock (_lock)
            {
                if (IsAwaited(probe, due)) Queue(probe);
            }
        }
    }

    /// <summary>Begins a probe whose turn has come.</summary>
    /// <returns>How many milliseconds it comes late; <see langword="null"/> when nobody wants to know any more.</returns>
    public long? Begin(ScheduledProbe probe)
    {
        lock (_lock)
        {
            if (probe.Of.IsDropped) return null;
            probe.Phase = ProbePhase.Running;
            probe.BeganAt = clock.Now;
            return Math.Max(0, probe.BeganAt - probe.Due);
        }
    }

    /// <summary>Plans the probe that follows one.</summary>
    /// <param name="probe">The one that was made.</param>
    /// <param name="progress">How far the check is with it.</param>
    public void PlanNext(ScheduledProbe probe, CheckProgress progress)
    {
        var now = clock.Now;
        Plan(probe, now + (probe.Of.IsDeparted ? Departures.Interval : ProbePacing.Next(probe.Check, progress, now, random.NextDouble())));
    }

    /// <summary>Plans a probe that is to be made again at once.</summary>
    public void PlanNow(ScheduledProbe probe) => Plan(probe, clock.Now);

    /// <summary>How an instance is probed and what came of it.</summary>
    public InstanceProbes? Describe(InstanceKey key) => Find(key)?.Describe(NextOf);

    private DateTimeOffset? NextOf(ScheduledProbe probe) =>
        probe.Phase is ProbePhase.Running ? null : time.GetUtcNow() + TimeSpan.FromMilliseconds(Math.Max(0, probe.Due - clock.Now));

    private void Register(RegisteredInstance instance, bool isBack)
    {
        var plan = planner.Plan(instance);
        if (Find(instance.Key) is { IsDeparted: false } known && known.Generation == instance.Generation && known.Plan.Equals(plan)) return;

        var results = Drop(instance.Key);
        if (Track(instance, plan, isBack ? results : RecentResults.None) is not { } probed) return;
        foreach (var probe in probed.Probes)
        {
            lock (_lock)
            {
                probe.Due = clock.Now;
                Queue(probe);
            }
        }
    }

    private void Depart(RegisteredInstance instance)
    {
        if (Track(instance, planner.Plan(instance), Drop(instance.Key)) is not { } probed) return;
        foreach (var probe in probed.Probes) Plan(probe, clock.Now + Departures.Interval);
    }

    // Where it was put off or hurried, another entry stands for it.
    private static bool IsAwaited(ScheduledProbe probe, long due) => probe.Phase is ProbePhase.Planned && probe.Due == due && !probe.Of.IsDropped;

    private ProbedInstance? Track(RegisteredInstance instance, ProbePlan plan, RecentResults results)
    {
        // Who departed has no vitals that count: its probes are noted all the same.
        if ((instance.IsDeparted ? new Vitals(instance) : table.Find(instance.Key)) is not { } vitals) return null;
        vitals.Probes = plan.Checks.IsEmpty ? ProbeFindings.None : ProbeFindings.Unspoken;
        if (plan.Checks.IsEmpty) return null;
        var probed = new ProbedInstance(vitals, plan, results);
        _instances[instance.Key] = probed;
        return probed;
    }

    private void Plan(ScheduledProbe probe, long due)
    {
        lock (_lock)
        {
            if (probe.Of.IsDropped) return;
            (probe.Phase, probe.Due) = (ProbePhase.Planned, due);
            _wheel.Add(probe, due);
        }
    }

    private RecentResults Drop(InstanceKey key) => _instances.TryRemove(key, out var probed) ? probed.Drop() : RecentResults.None;

    private void Hurry(ScheduledProbe probe)
    {
        lock (_lock)
        {
            if (probe.Phase is not ProbePhase.Planned) return;
            var due = Math.Max(clock.Now, probe.BeganAt + LeastGap);
            if (due >= probe.Due) return;
            probe.Due = due;
            if (due <= clock.Now) Queue(probe);
            else _wheel.Add(probe, due);
        }
    }

    private void Queue(ScheduledProbe probe)
    {
        probe.Phase = ProbePhase.Queued;
        _due.Writer.TryWrite(probe);
    }
}
