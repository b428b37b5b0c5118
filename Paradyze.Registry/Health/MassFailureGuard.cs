using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Leases;

namespace Paradyze.Registry.Health;

/// <summary>
/// When most instances of a service in a zone fail at once, the network or the registry is the likelier culprit: nobody expires, and
/// those that failed together are suspect instead of unhealthy, until they are back or the doubt has lasted long enough.
/// </summary>
internal sealed partial class MassFailureGuard
{
    private readonly ServiceCatalog _catalog;
    private readonly VitalsTable _vitals;
    private readonly LivenessClock _clock;
    private readonly GuardOptions _options;
    private readonly RegistryMeter _meter;
    private readonly ILogger<MassFailureGuard> _logger;
    private readonly ConcurrentDictionary<GuardedGroup, GuardHold> _holds = [];

    // Found by anybody, judged in turns.
    private readonly ConcurrentQueue<Vitals> _failed = [];
    private readonly Dictionary<GuardedGroup, RecentFailures> _recent = [];

    public MassFailureGuard(
        ServiceCatalog catalog, VitalsTable vitals, LivenessClock clock, IOptions<RegistryOptions> options, RegistryMeter meter, ILogger<MassFailureGuard> logger)
    {
        (_catalog, _vitals, _clock, _options, _meter, _logger) = (catalog, vitals, clock, options.Value.Guard, meter, logger);
        meter.ObserveGuards(() => _holds.Count);
    }

    /// <summary>Where the guard is in force.</summary>
    public IEnumerable<GuardHold> Holding => _holds.Values;

    /// <summary>Whether expiry pauses for an instance.</summary>
    public bool Holds(RegisteredInstance instance) => !_holds.IsEmpty && _holds.ContainsKey(GroupOf(instance));

    /// <summary>Whether an instance's failure is in doubt.</summary>
    public bool Covers(Vitals failing) =>
        !_holds.IsEmpty && _holds.TryGetValue(GroupOf(failing.Instance), out var hold) && failing.FailingSince >= hold.Covers;

    /// <summary>Takes note of an instance that has begun to fail.</summary>
    public void Note(Vitals failing) => _failed.Enqueue(failing);

    /// <summary>Weighs what has failed and recovered since the last call. Not for several threads.</summary>
    /// <param name="released">Hears of those that nobody doubts any longer, although they still fail.</param>
    /// <returns>Those whose status may be another now.</returns>
    public List<Vitals> Weigh(Action<Vitals> released)
    {
        var now = _clock.Look();
        var changed = new List<Vitals>();
        while (_failed.TryDequeue(out var failing)) RecentIn(GroupOf(failing.Instance)).Add(failing);
        foreach (var (group, recent) in _recent)
        {
            recent.Forget(now, Milliseconds(_options.Window));
            if (recent.Count == 0) _recent.Remove(group);
            else if (recent.Count >= _options.MinimumInstances) Judge(group, recent, now, changed);
        }

        foreach (var hold in _holds.Values) Review(hold, now, released, changed);
        return changed;
    }

    private void Judge(GuardedGroup group, RecentFailures recent, long now, List<Vitals> changed)
    {
        var held = _holds.GetValueOrDefault(group);

        // What goes on failing right after belongs to what the guard is in force for already.
        if (held is not null && now - held.TrippedAt <= Milliseconds(_options.Window)) return;
        var failed = recent.Count;
        var of = failed + MembersOf(group).Count(member => member.FailingSince == 0);
        if (failed * 2 <= of) return;

        var hold = new GuardHold(group, held?.Since ?? _clock.UtcNow, failed, of) { Covers = held?.Covers ?? recent.Earliest, TrippedAt = now };
        _holds[group] = hold;
        changed.AddRange(MembersOf(group).Where(Covers));
        _meter.GuardTripped();
        Log.Holding(_logger, group.ServiceName, ZoneText(group), failed, of, _options.HoldAtMost);
    }

    private void Review(GuardHold hold, long now, Action<Vitals> released, List<Vitals> changed)
    {
        var members = MembersOf(hold.Group).ToList();
        var inDoubt = members.Where(Covers).ToList();
        var mostAreBack = inDoubt.Count * 2 <= inDoubt.Count + members.Count(member => member.FailingSince == 0);
        var next = hold with { MostAreBackSince = !mostAreBack ? 0 : hold.MostAreBackSince is 0 ? now : hold.MostAreBackSince };
        var isOver = inDoubt.Count == 0
            || now - hold.TrippedAt >= Milliseconds(_options.HoldAtMost)
            || (mostAreBack && now - next.MostAreBackSince >= Milliseconds(_options.Settle));
        if (!isOver)
        {
            _holds[hold.Group] = next;
            return;
        }

        _holds.TryRemove(hold.Group, out _);
        inDoubt.ForEach(released);
        changed.AddRange(inDoubt);
        Log.Released(_logger, hold.Group.ServiceName, ZoneText(hold.Group), inDoubt.Count, _clock.UtcNow - hold.Since);
    }

    /// <summary>The instances that count: who was taken out of service or drains is not expected to be up.</summary>
    private IEnumerable<Vitals> MembersOf(GuardedGroup guarded) =>
        (_catalog.Find(guarded.ServiceName)?.Instances ?? [])
            .Where(instance => instance.Zone == guarded.Zone && instance.State.Override is null)
            .Select(instance => _vitals.Find(instance.Key))
            .OfType<Vitals>();

    private RecentFailures RecentIn(GuardedGroup group)
    {
        if (!_recent.TryGetValue(group, out var recent)) _recent[group] = recent = new RecentFailures();
        return recent;
    }

    private static GuardedGroup GroupOf(RegisteredInstance instance) => new(instance.Key.ServiceName, instance.Zone);

    private static long Milliseconds(TimeSpan span) => (long)span.TotalMilliseconds;

    private static string ZoneText(GuardedGroup group) => group.Zone is { } zone ? $" in zone {zone}" : "";

    private static partial class Log
    {
        [LoggerMessage(1701, LogLevel.Warning, "{Failed} of {Of} instances of {Service}{Zone} failed at once: the registry doubts itself. They stay handed out as suspect, and nobody there is deregistered, for {AtMost} at most", EventName = "GuardHolding")]
        public static partial void Holding(ILogger logger, string service, string zone, int failed, int of, TimeSpan atMost);

        [LoggerMessage(1702, LogLevel.Warning, "The guard of {Service}{Zone} is released after {Duration}: {StillFailing} instances still fail and are unhealthy from now on", EventName = "GuardReleased")]
        public static partial void Released(ILogger logger, string service, string zone, int stillFailing, TimeSpan duration);
    }
}
