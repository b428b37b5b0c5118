using Paradyze.Discovery;
using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Dashboard;

/// <summary>What the reader looks for: every word stands somewhere in what an instance shows, and it has one of the statuses.</summary>
internal sealed class ViewFilter(string? text, IReadOnlySet<InstanceStatus> statuses)
{
    public static readonly ViewFilter Everything = new(text: null, new HashSet<InstanceStatus>());

    private readonly string[] _words = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public bool Leaves(RegisteredInstance instance) =>
        (statuses.Count == 0 || statuses.Contains(instance.Status))
        && Array.TrueForAll(_words, word => Shown(instance).Any(value => value.Contains(word, StringComparison.OrdinalIgnoreCase)));

    private static IEnumerable<string> Shown(RegisteredInstance instance) =>
    [
        instance.Key.ServiceName,
        instance.Key.InstanceId,
        instance.Url,
        StatusStyle.Of(instance.Status).Label,
        instance.State.Reason ?? "",
        instance.Version ?? "",
        instance.Zone ?? "",
        .. instance.Tags,
    ];
}
