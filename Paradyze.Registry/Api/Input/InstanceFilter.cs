using System.Collections.Immutable;
using Paradyze.Discovery;

namespace Paradyze.Registry.Api.Input;

/// <summary>Which instances a reader asks for: by <c>version</c> (a range), <c>zone</c> and <c>tag</c>.</summary>
internal sealed record InstanceFilter(VersionRange? Version, string? Zone, string? Tag)
{
    public bool IsEmpty => Version is null && Zone is null && Tag is null;

    /// <exception cref="InvalidInputException">A parameter breaks a rule.</exception>
    public static InstanceFilter Read(IQueryCollection parameters)
    {
        var query = new Query(parameters);
        var version = query.Optional("version", TextRules.VersionRange);
        var filter = new InstanceFilter(
            VersionRange.TryParse(version, out var range) ? range : null,
            query.Optional("zone", TextRules.Label),
            query.Optional("tag", TextRules.Label));
        query.ThrowIfFaulty();
        return filter;
    }

    public IReadOnlyList<ServiceInstance> Apply(ImmutableArray<ServiceInstance> instances) =>
        IsEmpty ? instances : [.. instances.Where(Matches)];

    private bool Matches(ServiceInstance instance) =>
        (Version is null || Version.Contains(instance.Version))
        && (Zone is null || instance.Zone == Zone)
        && (Tag is null || instance.Tags?.Contains(Tag, StringComparer.Ordinal) == true);
}
