using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Paradyze.Discovery;
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
    private readonly RecentFailures _recent;

    public MassFailureGuard(
        ServiceCatalog catalog, VitalsTable vitals, LivenessClock clock, IOptions<RegistryOptions> options, RegistryMeter meter, ILogger<MassFailureGuard> logger)
    {
        (_catalog, _vitals, _clock, _options, _meter, _logger) = (catalog, vitals, clock, options.Value.Guard, meter, logger);
        _recent = new RecentFailures(Milliseconds(_options.Window));
        meter.ObserveGuards(() => _holds.Count);
    }

    /// <summary>Where the guard is in force.</summary>
    public IEnumerable<GuardHold> Holding => _holds.Values;

    /// <summary>Whether expiry pauses for an instance.</summary>
    public bool Holds(RegisteredInstance instance) => !_holds.IsEmpty && _holds.ContainsKey(GroupOf(instance));

    /// <summary>Whether an instance's failure is in doubt.</summary>
    public bool Covers(Vitals failing) => Covers(failing, GroupOf(failing.Instance));

    /// <summary>Whether an instance's failure is in doubt where it is about to be.</summary>
    public bool Covers(Vitals failing, GuardedGroup group) =>
        !_holds.IsEmpty && failing.FailedFromUp && _holds.TryGetValue(group, out var hold) && failing.FailingSince >= hold.Covers;

    /// <summary>Takes note of an instance that has begun to fail.</summary>
    public void Note(Vitals failing) => _failed.Enqueue(failing);

    /// <summary>Weighs what has failed and recovered since the last call. Not for several threads.</summary>
    /// <param name="released">Hears of those that nobody doubts any longer, although they still fail.</param>
    /// <returns>Those whose status may be another now.</returns>
    public List<Vitals> Weigh(Action<Vitals> released)
    {
        var now = _clock.Look();
        var changed = new List<Vitals>();
        while (_failed.TryDequeue(out var failing)) _recent.Add(failing);
        _recent.Forget(now, _clock.GraceFrom);
        foreach (var group in _recent.All.Where(failure => Counts(failure.Failing.Instance)).ToLookup(failure => GroupOf(failure.Failing.Instance)))
            Judge(group.Key, group, now, changed);
        foreach (var hold in _holds.Values) Review(hold, now, released, changed);
        return changed;
    }

    private void Judge(GuardedGroup group, IEnumerable<RecentFailure> recent, long now, List<Vitals> changed)
    {
        // What goes on failing right after a cut belongs to what the guard is in force for already.
        var held = _holds.GetValueOrDefault(group);
        var together = recent.Where(failure => held is null || failure.Since - held.TrippedAt > failure.Window).ToList();
        if (together.Count < _options.MinimumInstances) return;
        var failed = together.Count;
        var of = failed + MembersOf(group).Count(IsUp);
        if (failed * 2 <= of) return;

        var covers = held?.Covers ?? together.Min(failure => failure.Since);
        var hold = new GuardHold(group, held?.Since ?? _clock.UtcNow, failed, of) { Covers = covers, TrippedAt = now };
        _holds[group] = hold;
        changed.AddRange(MembersOf(group).Where(Covers));
        _meter.GuardTripped();
        Log.Holding(_logger, group.ServiceName, ZoneText(group), failed, of, _options.HoldAtMost);
    }

    private void Review(GuardHold hold, long now, Action<Vitals> released, List<Vitals> changed)
    {
        var members = MembersOf(hold.Group).ToList();
        var inDoubt = members.Where(Covers).ToList();
        var mostAreBack = inDoubt.Count <= members.Count(IsUp);
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

    private IEnumerable<Vitals> MembersOf(GuardedGroup guarded) =>
        (_catalog.Find(guarded.ServiceName)?.Instances ?? [])
            .Where(instance => instance.Zone == guarded.Zone && Counts(instance))
            .Select(instance => _vitals.Find(instance.Key))
            .OfType<Vitals>();

    /// <summary>Who was taken out of service or drains is not expected to be up.</summary>
    private static bool Counts(RegisteredInstance instance) => instance.State.Override is null;

    private static bool IsUp(Vitals member) => member.FailingSince == 0 && member.Instance.Status is InstanceStatus.Up or InstanceStatus.Suspect;

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
