using System.Collections.Immutable;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Dashboard;

/// <summary>What the page shows of one snapshot: totals of everything, and the services that a filter leaves, those in trouble first.</summary>
internal sealed record DashboardView(
    int ServiceCount, int InstanceCount, ImmutableArray<StatusCount> Statuses, ImmutableArray<ServiceView> Services)
{
    public static DashboardView Of(CatalogSnapshot snapshot, ViewFilter filter) => new(
        snapshot.ServiceCount,
        snapshot.InstanceCount,
        [
            .. snapshot.Services.SelectMany(cell => cell.Instances)
                .CountBy(instance => instance.Status)
                .Select(count => new StatusCount(count.Key, count.Value))
                .OrderBy(count => StatusStyle.Of(count.Status).Rank),
        ],
        [
            .. snapshot.Services
                .Select(cell => ServiceView.Of(cell, filter))
                .Where(service => !service.Instances.IsEmpty)
                .OrderBy(service => service.Trouble)
                .ThenBy(service => service.Name, ServiceName.Comparer),
        ]);
}

internal sealed record StatusCount(InstanceStatus Status, int Count);
