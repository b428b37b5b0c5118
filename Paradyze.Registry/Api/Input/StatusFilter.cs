using System.Collections.Immutable;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Api.Input;

/// <summary>Which statuses a reader asks for: one by its word, or <c>serving</c>, those that are handed out.</summary>
internal sealed record StatusFilter(string? Word)
{
    private const string Serving = "serving";

    private static readonly ImmutableArray<string> s_words = [.. Enum.GetValues<InstanceStatus>().Select(status => status.ToWord()), Serving];

    private static readonly TextRule s_rule = new(
        "a status", $"must be one of {string.Join(", ", s_words)}", value => s_words.Contains(value, StringComparer.Ordinal));

    public static StatusFilter Read(Query query) => new(query.Optional("status", s_rule));

    public ImmutableArray<RegisteredInstance> Apply(ImmutableArray<RegisteredInstance> instances) => Word switch
    {
        null => instances,
        Serving => HandOut.Of(instances, instance => instance.Status),
        _ => instances.RemoveAll(instance => instance.Status.ToWord() != Word),
    };
}
