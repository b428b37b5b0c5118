using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal;
using Paradyze.Registry.Registration;

namespace Paradyze.Registry.Tests;

/// <summary>Instances and changes to test with.</summary>
internal static class Instances
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    public static ValidRegistration Registration(string service, string id, int? lease = null) => new()
    {
        ServiceName = ServiceName.Parse(service),
        InstanceId = id,
        Url = new Uri($"http://{id}.example"),
        WrittenUrl = $"http://{id}.example",
        LeaseSeconds = lease,
    };

    public static RegisteredInstance Of(string service, string id, int? lease = null, InstanceStatus status = InstanceStatus.Up, string? reason = null) =>
        Of(Registration(service, id, lease), status, reason);

    public static RegisteredInstance Of(ValidRegistration registration, InstanceStatus status = InstanceStatus.Up, string? reason = null) =>
        RegisteredInstance.Create(
            new InstanceKey(registration.ServiceName.Value, registration.InstanceId), registration, new InstanceState(status, reason, Start, Revision: 0));

    public static InstanceChange Put(string service, string id, long basedOn = 0) =>
        new(new InstanceKey(service, id), Of(service, id), basedOn, ChangeCause.Registered);

    public static InstanceChange Remove(string service, string id, long basedOn) =>
        new(new InstanceKey(service, id), Instance: null, basedOn, ChangeCause.Unregistered);

    /// <summary>The state after one more commit.</summary>
    public static CatalogSnapshot Apply(this CatalogSnapshot state, long revision, params IEnumerable<InstanceChange> changes)
    {
        var draft = new CatalogDraft(state);
        foreach (var change in changes) draft.Apply(change.At(revision), revision);
        return draft.ToSnapshot(revision);
    }

    /// <summary>What is registered, as <c>service/id@revision</c>.</summary>
    public static IEnumerable<string> Describe(this CatalogSnapshot state) =>
        state.Services.SelectMany(service => service.Instances).Select(i => $"{i.Key.ServiceName}/{i.Key.InstanceId}@{i.Revision}");
}
