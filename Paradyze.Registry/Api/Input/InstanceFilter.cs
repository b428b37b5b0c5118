using System.Collections.Immutable;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Api.Input;

/// <summary>Which instances a reader asks for: by <c>version</c> (a range), <c>zone</c> and <c>tag</c>.</summary>
internal sealed record InstanceFilter(VersionRange? Version, string? Zone, string? Tag)
{
    /// <summary>Asks for all.</summary>
    public static readonly InstanceFilter Everything = new(Version: null, Zone: null, Tag: null);

    public bool IsEmpty => Version is null && Zone is null && Tag is null;

    /// <exception cref="InvalidInputException">A parameter breaks a rule.</exception>
    public static InstanceFilter Read(HttpRequest request)
    {
        if (!request.QueryString.HasValue) return Everything;
        var query = new Query(request.Query);
        var filter = Read(query);
        query.ThrowIfFaulty();
        return filter;
    }

    public static InstanceFilter Read(Query query)
    {
        var version = query.Optional("version", TextRules.VersionRange);
        return new InstanceFilter(
            VersionRange.TryParse(version, out var range) ? range : null,
            query.Optional("zone", TextRules.Label),
            query.Optional("tag", TextRules.Label));
    }

    public ImmutableArray<RegisteredInstance> Apply(ImmutableArray<RegisteredInstance> instances) =>
        IsEmpty ? instances : [.. instances.Where(Matches)];

    private bool Matches(RegisteredInstance instance) =>
        (Version is null || Version.Contains(instance.Version))
        && (Zone is null || instance.Zone == Zone)
        && (Tag is null || instance.Tags.Contains(Tag, StringComparer.Ordinal));
}
