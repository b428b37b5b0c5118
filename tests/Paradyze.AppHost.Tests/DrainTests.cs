namespace Paradyze.AppHost.Tests;

/// <summary>A developer drains one of two instances from the app host, and lets it back.</summary>
public sealed class DrainTests
{
    [Fact]
    public async Task Drain_OneOfTwoReplicas_IsNotHandedOutUntilItIsResumed()
    {
        await using var system = await RunningSystem.StartAsync();
        await system.WaitUntilListedAsync();
        var both = system.Services().Where(service => service.Name == "products").ToList();
        var (drained, other) = (both[0], both[1]);

        Assert.True((await system.ExecuteAsync(drained.InstanceId, "drain")).Success);

        Assert.Equal(((SystemProcess[])[other]).Places(), await HandedOutAsync(system));
        Assert.Equal(both.Count, (await system.Registry.StatusesAsync()).Count(status => status.Key.StartsWith("products:", StringComparison.Ordinal)));

        Assert.True((await system.ExecuteAsync(drained.InstanceId, "resume")).Success);

        Assert.Equal(both.Places(), await HandedOutAsync(system));
    }

    [Fact]
    public async Task Drain_InstanceIsNotRegistered_SaysWhatTheRegistryAnswers()
    {
        await using var system = await RunningSystem.StartAsync("--SelfRegistration=false");

        var result = await system.ExecuteAsync("orders", "drain");

        Assert.False(result.Success);
        Assert.Equal(
            "The registry answers 404: No service 'orders' is registered. Register it with POST /register, or see GET /services for those that are.",
            result.Message);
    }

    private static async Task<IEnumerable<string>> HandedOutAsync(RunningSystem system) =>
        (await system.Registry.HandedOutAsync()).Where(place => place.StartsWith("products:", StringComparison.Ordinal));
}
