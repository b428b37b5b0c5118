using Paradyze.Discovery;

namespace Paradyze.Registry.Dashboard;

/// <summary>What the reader looks for: every word stands somewhere in what an instance shows, and it has one of the statuses.</summary>
internal sealed class ViewFilter(string? text, IReadOnlySet<InstanceStatus> statuses)
{
    public static readonly ViewFilter Everything = new(text: null, new HashSet<InstanceStatus>());

    private readonly string[] _words = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public bool Leaves(ServiceInstance instance) =>
        (statuses.Count == 0 || statuses.Contains(instance.Status))
        && Array.TrueForAll(_words, word => Shown(instance).Any(value => value.Contains(word, StringComparison.OrdinalIgnoreCase)));

    private static IEnumerable<string> Shown(ServiceInstance instance) =>
    [
        instance.ServiceName,
        instance.InstanceId,
        instance.Url,
        StatusStyle.Of(instance.Status).Label,
        instance.StatusReason ?? "",
        instance.Version ?? "",
        instance.Zone ?? "",
        .. instance.Tags ?? [],
    ];
}
