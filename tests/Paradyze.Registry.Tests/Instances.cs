using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal;

namespace Paradyze.Registry.Tests;

/// <summary>Instances and changes to test with.</summary>
internal static class Instances
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    public static ServiceInstance Of(string service, string id, int? lease = null, InstanceStatus status = InstanceStatus.Up, string? reason = null) => new()
    {
        ServiceName = service,
        InstanceId = id,
        Url = $"http://{id}.example",
        LeaseSeconds = lease,
        Status = status,
        StatusReason = reason,
        RegisteredAt = Start,
        Revision = 0,
    };

    public static InstanceChange Put(string service, string id, long basedOn = 0) =>
        new(new InstanceKey(service, id), Of(service, id), basedOn, ChangeCause.Registered);

    public static InstanceChange Remove(string service, string id, long basedOn) =>
        new(new InstanceKey(service, id), Instance: null, basedOn, ChangeCause.Unregistered);

    /// <summary>What is registered, as <c>service/id@revision</c>.</summary>
    public static IEnumerable<string> Describe(this CatalogSnapshot state) =>
        state.Services.SelectMany(service => service.Instances).Select(i => $"{i.ServiceName}/{i.InstanceId}@{i.Revision}");
}
