using System.Collections.Immutable;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal;

namespace Paradyze.Registry.Registration;

/// <summary>Removes what the caller means: the named instance, the one at a url, the only one, or all.</summary>
internal sealed record UnregisterRequest(ServiceName ServiceName) : IChangeRequest<UnregisterOutcome>
{
    public string? InstanceId { get; init; }

    public Uri? Url { get; init; }

    public string? Generation { get; init; }

    public bool IsAll { get; init; }

    public Decision<UnregisterOutcome> Decide(CatalogDraft state)
    {
        // Who departed is meant as well: it shall not come back.
        var cell = state.Find(ServiceName.Value);
        var instances = cell?.Instances ?? [];
        var known = instances.AddRange(state.Departed.Of(ServiceName.Value));
        if (known.IsEmpty) return Refused(UnregisterResult.UnknownService, []);
        var meant = Meant(known);
        if (meant.IsEmpty) return Refused(cell is null ? UnregisterResult.UnknownService : UnregisterResult.UnknownInstance, instances);
        if (IsByNameAlone && meant.Count(IsNotUnhealthy) > 1) return Refused(UnregisterResult.Ambiguous, meant);

        var superseding = Generation is null ? [] : meant.Where(instance => instance.Generation != Generation).ToImmutableArray();
        if (!superseding.IsEmpty) return Refused(UnregisterResult.Superseded, superseding);

        return new Decision<UnregisterOutcome>(
            [.. meant.Select(instance => new InstanceChange(instance.Key, Instance: null, instance.Revision, ChangeCause.Unregistered))],
            _ => new UnregisterOutcome(UnregisterResult.Removed, cell?.Name ?? meant[0].Key.ServiceName, meant));
    }

    private bool IsByNameAlone => InstanceId is null && Url is null && !IsAll;

    private ImmutableArray<RegisteredInstance> Meant(ImmutableArray<RegisteredInstance> instances)
    {
        NormalizedUrl? url = Url is null ? null : NormalizedUrl.Of(Url);
        return [.. instances.Where(instance =>
            (InstanceId is null || instance.Key.InstanceId == InstanceId)
            && (url is null || instance.IsAt(url.Value)))];
    }

    private Decision<UnregisterOutcome> Refused(UnregisterResult result, ImmutableArray<RegisteredInstance> instances) =>
        Decision<UnregisterOutcome>.Nothing(new UnregisterOutcome(result, ServiceName.Value, instances));

    private static bool IsNotUnhealthy(RegisteredInstance instance) => instance.Status is not InstanceStatus.Unhealthy;
}

internal enum UnregisterResult
{
    Removed,
    UnknownService,
    UnknownInstance,
    Ambiguous,
    Superseded,
}

/// <summary>What became of it, and the instances that were removed or stand in the way.</summary>
internal sealed record UnregisterOutcome(UnregisterResult Result, string ServiceName, ImmutableArray<RegisteredInstance> Instances);
