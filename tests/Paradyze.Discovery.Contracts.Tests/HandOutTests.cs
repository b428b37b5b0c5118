using static Paradyze.Discovery.InstanceStatus;

namespace Paradyze.Discovery.Contracts.Tests;

public sealed class HandOutTests
{
    [Theory]
    [InlineData(new[] { Up, Up }, "0 1")]
    [InlineData(new[] { Up, Starting }, "0")]
    [InlineData(new[] { Up, Suspect, Unhealthy }, "0 1")]
    [InlineData(new[] { Suspect, Starting }, "0")]
    [InlineData(new[] { Starting, Unhealthy, Starting }, "0 2")]
    [InlineData(new[] { Draining, OutOfService, Unhealthy }, "")]
    [InlineData(new InstanceStatus[0], "")]
    public void Of_Statuses_GivesThoseThatMayBeCalled(InstanceStatus[] statuses, string handedOut)
    {
        var instances = statuses.Select((status, i) => Shapes.Instance with { InstanceId = $"{i}", Status = status }).ToArray();
        Assert.Equal(handedOut, string.Join(' ', HandOut.Of(instances).Select(instance => instance.InstanceId)));
    }
}
