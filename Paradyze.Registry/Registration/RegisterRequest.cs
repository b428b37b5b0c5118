using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Health.Probing;
using Paradyze.Registry.Journal;
using Paradyze.Registry.Leases;

namespace Paradyze.Registry.Registration;

/// <summary>Registers an instance: the whole record is replaced, <c>registeredAt</c> and an operator's override stay.</summary>
internal sealed class RegisterRequest(ValidRegistration registration, ProbeSchedule probes, Assessor assessor, TimeProvider time) : IChangeRequest<RegisterOutcome>
{
    private readonly NormalizedUrl _url = NormalizedUrl.Of(registration.Url);

    public Decision<RegisterOutcome> Decide(CatalogDraft state)
    {
        var cell = state.Find(registration.ServiceName.Value);
        var departed = state.Departed.Of(registration.ServiceName.Value);
        var isNew = cell?.Find(registration.InstanceId) is null;
        var known = cell?.Find(registration.InstanceId) ?? departed.FirstOrDefault(one => one.Key.InstanceId == registration.InstanceId);
        var wanted = Wanted(cell?.Name ?? registration.ServiceName.Value, known);
        var replaced = (cell?.Instances ?? []).Concat(departed)
            .Where(other => other.Key.InstanceId != registration.InstanceId && other.IsAt(_url))
            .Select(other => new InstanceChange(other.Key, Instance: null, other.Revision, ChangeCause.Replaced))
            .ToArray();
        if (replaced.Length == 0 && known is not null && known.Utf8.SequenceEqual(wanted.Utf8))
            return Decision<RegisterOutcome>.Nothing(new RegisterOutcome(known, IsNew: false));

        return new Decision<RegisterOutcome>(
            [.. replaced, new InstanceChange(wanted.Key, wanted, known?.Revision ?? 0, ChangeCause.Registered)],
            revision => new RegisterOutcome(wanted.At(revision), isNew));
    }

    private RegisteredInstance Wanted(string serviceName, RegisteredInstance? known)
    {
        var key = known?.Key ?? new InstanceKey(serviceName, registration.InstanceId);
        var registeredAt = known?.State.RegisteredAt ?? Milliseconds(time.GetUtcNow());
        var (before, found) = probes.Expect(registration, known);
        var state = new InstanceState(before, Reason: null, registeredAt, known?.Revision ?? 0, Surviving(known));
        var (status, reason) = StatusPolicy.Evaluate(state, assessor.FindingsOf(key, registration, found));
        return RegisteredInstance.Create(key, registration, state with { Status = status, Reason = reason });
    }

    /// <summary>An operator's override stays; the instance's own ends with its generation.</summary>
    private StatusOverride? Surviving(RegisteredInstance? known) =>
        known?.Generation == registration.Generation ? known?.State.Override : Overrides.OfOperator(known?.State.Override);

    private static DateTimeOffset Milliseconds(DateTimeOffset moment) =>
        new(moment.UtcTicks - (moment.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}

/// <summary>The instance as it is registered now, and whether it was not known before.</summary>
internal sealed record RegisterOutcome(RegisteredInstance Instance, bool IsNew);
