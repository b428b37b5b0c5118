using System.Text.Json;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal;
using Paradyze.Registry.Leases;

namespace Paradyze.Registry.Registration;

/// <summary>Registers an instance: the whole record is replaced, <c>registeredAt</c> stays.</summary>
internal sealed class RegisterRequest(ValidRegistration registration, LeaseTable leases, TimeProvider time) : IChangeRequest<RegisterOutcome>
{
    public Decision<RegisterOutcome> Decide(CatalogSnapshot state)
    {
        var cell = state.Find(registration.ServiceName.Value);
        var known = cell?.Find(registration.InstanceId);
        var wanted = Instance(cell?.Name ?? registration.ServiceName.Value, known);
        leases.Renew(wanted.Key());

        var sameUrl = InstanceId.Normalize(registration.Url);
        var replaced = (cell?.Instances ?? [])
            .Where(other => other.InstanceId != wanted.InstanceId && InstanceId.Normalize(new Uri(other.Url)) == sameUrl)
            .Select(other => new InstanceChange(other.Key(), Instance: null, other.Revision, ChangeCause.Replaced))
            .ToArray();
        if (replaced.Length == 0 && known is not null && HaveSameText(known, wanted))
            return Decision<RegisterOutcome>.Nothing(new RegisterOutcome(known, IsNew: false));

        return new Decision<RegisterOutcome>(
            [.. replaced, new InstanceChange(wanted.Key(), wanted, known?.Revision ?? 0, ChangeCause.Registered)],
            revision => new RegisterOutcome(wanted with { Revision = revision }, IsNew: known is null));
    }

    private ServiceInstance Instance(string serviceName, ServiceInstance? known) => new()
    {
        ServiceName = serviceName,
        InstanceId = registration.InstanceId,
        Generation = registration.Generation,
        Url = registration.WrittenUrl,
        Health = registration.Health,
        Metadata = registration.Metadata,
        Version = registration.Version,
        Zone = registration.Zone,
        Tags = registration.Tags,
        Weight = registration.Weight,
        Endpoints = registration.Endpoints,
        LeaseSeconds = registration.LeaseSeconds,
        Status = InstanceStatus.Up,
        StatusReason = registration.LeaseSeconds is null ? "registered" : "lease held",
        RegisteredAt = known?.RegisteredAt ?? Milliseconds(time.GetUtcNow()),
        Revision = known?.Revision ?? 0,
    };

    // What is compared is what would be written.
    private static bool HaveSameText(ServiceInstance one, ServiceInstance other) => Text(one).AsSpan().SequenceEqual(Text(other));

    private static byte[] Text(ServiceInstance instance) => JsonSerializer.SerializeToUtf8Bytes(instance, DiscoveryJsonContext.Wire.ServiceInstance);

    private static DateTimeOffset Milliseconds(DateTimeOffset moment) =>
        new(moment.UtcTicks - (moment.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}

/// <summary>The instance as it is registered now, and whether it was not known before.</summary>
internal sealed record RegisterOutcome(ServiceInstance Instance, bool IsNew);
