using System.Collections.Immutable;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Dashboard;

/// <summary>One service: how many of its instances are handed out, and those that the filter leaves, the worst first.</summary>
internal sealed record ServiceView(string Name, int Total, int Serving, int Suspects, Trouble Trouble, ImmutableArray<RegisteredInstance> Instances)
{
    public static ServiceView Of(ServiceCell cell, ViewFilter filter)
    {
        var serving = cell.Serving.Length;
        var isWhole = cell.Instances.All(instance => instance.Status is InstanceStatus.Up);
        return new ServiceView(
            cell.Name,
            cell.Instances.Length,
            serving,
            cell.Instances.Count(instance => instance.Status is InstanceStatus.Suspect),
            serving == 0 ? Trouble.NoneServing : isWhole ? Trouble.None : Trouble.SomeNotUp,
            [
                .. cell.Instances
                    .Where(filter.Leaves)
                    .OrderBy(instance => StatusStyle.Of(instance.Status).Rank)
                    .ThenBy(instance => instance.Key.InstanceId, StringComparer.Ordinal),
            ]);
    }
}

/// <summary>How bad it is with a service, the worst first.</summary>
internal enum Trouble
{
    NoneServing,
    SomeNotUp,
    None,
}
