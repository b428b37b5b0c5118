using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Dashboard;

namespace Paradyze.Registry.Tests.Dashboard;

public sealed class DashboardViewTests
{
    private static readonly CatalogSnapshot s_state = CatalogSnapshot.Of(1,
    [
        Instances.Of("alpha", "alpha-1"),
        Instances.Of("beta", "beta-1"),
        Instances.Of("beta", "beta-2", status: InstanceStatus.Suspect),
        Instances.Of("beta", "beta-3", status: InstanceStatus.Unhealthy, reason: "disk full"),
        Instances.Of("gamma", "gamma-1", status: InstanceStatus.Unhealthy, reason: "lease expired"),
        Instances.Of(Instances.Registration("delta", "delta-1") with { Version = "1.4.2", Zone = "eu-1", Tags = ["Blue"] }),
    ]);

    [Fact]
    public void Of_Everything_PutsTroubleFirst()
    {
        var view = DashboardView.Of(s_state, ViewFilter.Everything);
        Assert.Equal((4, 6), (view.ServiceCount, view.InstanceCount));
        Assert.Equal(["gamma 0/1", "beta 2/3", "alpha 1/1", "delta 1/1"], view.Services.Select(s => $"{s.Name} {s.Serving}/{s.Total}"));
        Assert.Equal(["beta-3", "beta-2", "beta-1"], view.Services[1].Instances.Select(i => i.Key.InstanceId));
        Assert.Equal(
            [new StatusCount(InstanceStatus.Unhealthy, 2), new StatusCount(InstanceStatus.Suspect, 1), new StatusCount(InstanceStatus.Up, 3)],
            view.Statuses);
    }

    [Theory]
    [InlineData("beta", "beta-3 beta-2 beta-1")]
    [InlineData("BLUE", "delta-1")]
    [InlineData(" eu-1  1.4 ", "delta-1")]
    [InlineData("eu-1 alpha", "")]
    [InlineData("disk", "beta-3")]
    [InlineData("http://gamma-1.example", "gamma-1")]
    [InlineData("suspect", "beta-2")]
    public void Of_Words_LeavesInstancesThatShowAllOfThem(string text, string left)
    {
        var view = DashboardView.Of(s_state, new ViewFilter(text, new HashSet<InstanceStatus>()));
        Assert.Equal(left, string.Join(' ', view.Services.SelectMany(service => service.Instances).Select(instance => instance.Key.InstanceId)));
    }

    [Fact]
    public void Of_Statuses_LeavesTheirInstancesAndTheTotalsAsTheyAre()
    {
        var view = DashboardView.Of(s_state, new ViewFilter("", new HashSet<InstanceStatus> { InstanceStatus.Up, InstanceStatus.Suspect }));
        Assert.Equal(["beta 2/3", "alpha 1/1", "delta 1/1"], view.Services.Select(s => $"{s.Name} {s.Serving}/{s.Total}"));
        Assert.Equal(6, view.InstanceCount);
        Assert.Equal(3, view.Statuses.Length);
    }

    [Fact]
    public void Of_EveryStatus_HasAStyleOfItsOwn()
    {
        var styles = Enum.GetValues<InstanceStatus>().Select(StatusStyle.Of).ToList();
        Assert.Equal(styles.Count, styles.DistinctBy(style => style.Label).Count());
        Assert.Equal(styles.Count, styles.DistinctBy(style => style.Icon.Name).Count());
        Assert.Equal(styles.Count, styles.DistinctBy(style => style.Color).Count());
    }
}
