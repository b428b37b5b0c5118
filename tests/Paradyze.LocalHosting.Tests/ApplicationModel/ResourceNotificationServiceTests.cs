namespace Paradyze.LocalHosting.Tests.ApplicationModel;

public sealed class ResourceNotificationServiceTests
{
    private static readonly ResourceSnapshot Healthy = new(KnownResourceStates.Running, ResourceHealth.Healthy);

    [Fact]
    public async Task WaitUntilSettledAsync_HealthIsLostMeanwhile_WaitsUntilItIsBack()
    {
        var builder = TestApp.CreateBuilder();
        var (store, shop) = (new Replica(builder.AddService("store").Resource, index: 0), new Replica(builder.AddService("shop").Resource, index: 0));
        var notifications = new ResourceNotificationService([store.Resource, shop.Resource]);
        var settled = notifications.WaitUntilSettledAsync(TestContext.Current.CancellationToken);

        notifications.Publish(new(store, Healthy));
        notifications.Publish(new(store, Healthy with { Health = ResourceHealth.Unhealthy }));
        notifications.Publish(new(shop, Healthy));
        notifications.Publish(new(shop, new(KnownResourceStates.Exited, ExitCode: 1) { StartsAgain = true }));
        notifications.Publish(new(store, Healthy with { ProcessId = 1 }));
        notifications.Publish(new(shop, Healthy with { ProcessId = 2 }));

        Assert.Equal([1, 2], (await settled).Select(replica => replica.Snapshot.ProcessId));
    }

    [Fact]
    public async Task WaitUntilSettledAsync_NoResources_IsSettled()
    {
        var notifications = new ResourceNotificationService([]);

        Assert.Empty(await notifications.WaitUntilSettledAsync(TestContext.Current.CancellationToken));
    }
}
