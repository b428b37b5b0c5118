using System.Globalization;

namespace Paradyze.Discovery.Client;

/// <summary>The registry as a source: what follows from all that it has said so far.</summary>
internal sealed class RegistrySource(RegistryConnection connection, TimeProvider time)
{
    public SourceAnswer Ask(string serviceName, RegistryKnowledge knowledge) => knowledge switch
    {
        { Silence: { } reason, Good: { } good } => Stale(good, $"cannot be asked ({reason})"),
        { Answer: KnownService { Details.Instances: { Count: > 0 } instances }, Good: null } => Refuse(serviceName, instances, knowledge.Silence),
        { Silence: { } reason } => Say($"cannot be asked ({reason}), and nothing is remembered"),
        { Answer: KnownService, Good: { } good } => Say($"{connection.Names} has {Count(good.Instances)}") with { Instances = good.Fresh },
        { Good: { } good } => Stale(good, $"{connection.Names} started anew and does not know '{serviceName}' yet"),
        { Answer: null } => Say("has not been asked"),
        _ => Say($"{connection.Names} does not know '{serviceName}'"),
    };

    private SourceAnswer Stale(LastKnownGood good, string why) =>
        Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{why}; last known good, {Count(good.Instances)}{(good.IsFromDisk ? " from the snapshot on disk" : "")}, {(time.GetUtcNow() - good.ConfirmedAt).TotalSeconds:0} s old"))
        with { Instances = good.Stale };

    private static SourceAnswer Refuse(string serviceName, IReadOnlyList<ServiceInstance> instances, string? silence) =>
        Say($"none of the {Count(instances)} of '{serviceName}' can serve{(silence is null ? "" : $", as it last said; now it cannot be asked ({silence})")}")
        with { NotServing = instances };

    private static string Count(IReadOnlyList<ServiceInstance> instances) =>
        instances.Count == 1 ? "1 instance" : string.Create(CultureInfo.InvariantCulture, $"{instances.Count} instances");

    private static SourceAnswer Say(string said) => new(ResolutionSource.Registry, "registry: " + said);
}
