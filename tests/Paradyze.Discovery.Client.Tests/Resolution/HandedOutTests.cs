namespace Paradyze.Discovery.Client.Tests;

public sealed class HandedOutTests
{
    [Theory]
    [InlineData("Up Starting Unhealthy", "Up")]
    [InlineData("Up Suspect Starting Draining", "Up Suspect")]
    [InlineData("Suspect Starting", "Suspect")]
    [InlineData("Starting Starting Unhealthy", "Starting Starting")]
    [InlineData("Unhealthy Draining OutOfService", "")]
    [InlineData("", "")]
    public void Of_Statuses_ThoseThatMayBeCalled(string given, string handedOut)
    {
        var instances = given.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((status, i) => new ServiceInstance
        {
            ServiceName = "orders",
            InstanceId = $"o{i}",
            Url = "http://a.test",
            Status = Enum.Parse<InstanceStatus>(status),
            RegisteredAt = DateTimeOffset.UnixEpoch,
            Revision = i,
        });

        Assert.Equal(handedOut, string.Join(' ', HandedOut.Of([.. instances]).Select(i => i.Status)));
    }
}
