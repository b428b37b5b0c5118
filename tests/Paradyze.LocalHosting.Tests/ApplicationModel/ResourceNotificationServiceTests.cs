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

    [Fact]
    public async Task WaitForResourceHealthyAsync_SeveralReplicas_WaitsUntilAllAreAtOnce()
    {
        var (notifications, first, second) = TwoReplicas();
        var waiting = notifications.WaitForResourceHealthyAsync("shop", TestContext.Current.CancellationToken);

        notifications.Publish(new(first, Healthy));
        notifications.Publish(new(first, Healthy with { Health = ResourceHealth.Unhealthy }));
        notifications.Publish(new(second, Healthy));
        notifications.Publish(new(first, Healthy with { ProcessId = 1 }));

        Assert.Equal(1, (await waiting).Snapshot.ProcessId);
    }

    [Fact]
    public async Task WaitForCompletionAsync_LastReplicaEndsOtherwise_Throws()
    {
        var (notifications, first, second) = TwoReplicas();
        var waiting = notifications.WaitForCompletionAsync(new(first.Resource, ExitCode: 0), TestContext.Current.CancellationToken);

        notifications.Publish(new(first, new(KnownResourceStates.Finished, ExitCode: 0)));
        notifications.Publish(new(second, new(KnownResourceStates.Exited, ExitCode: 3)));

        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(() => waiting);
        Assert.Equal("Resource 'shop' did not complete: shop-2 is Exited with exit code 3", fault.Message);
    }

    private static (ResourceNotificationService Notifications, Replica First, Replica Second) TwoReplicas()
    {
        var shop = TestApp.CreateBuilder().AddService("shop").WithReplicas(2).Resource;
        return (new([shop]), new(shop, index: 0), new(shop, index: 1));
    }
}
