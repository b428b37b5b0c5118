using System.Net;
using Paradyze.Testing;

namespace Paradyze.AppHost.Tests;

/// <summary>The registry goes away, and comes back.</summary>
public sealed class OutageTests
{
    private const int CallsWithoutRegistry = 30;

    private static readonly TimeSpan s_pace = TimeSpan.FromMilliseconds(200); // so that the calls outlast two refreshes of what is known
    private static readonly TimeSpan s_leaseAndSome = TimeSpan.FromSeconds(10 + 5);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Registry_StopsAndStartsWithNothing_ServicesKeepTalkingAndAreListedWithinOneLease()
    {
        using var empty = new TempFolder();
        await using var system = await RunningSystem.StartAsync();
        await system.WaitUntilListedAsync();
        await AssertOrderIsServedAsync(system); // from here on they know each other

        await StopRegistryAsync(system);
        using var timer = new PeriodicTimer(s_pace, TimeProvider.System);
        for (var call = 0; call < CallsWithoutRegistry; call++)
        {
            await AssertOrderIsServedAsync(system);
            await timer.WaitForNextTickAsync(Cancellation);
        }

        await using var restarted = RegistryProcess.Start(empty.Path, $"--urls={system.Registry.Address}");
        await restarted.AddressAsync(Cancellation);
        var listed = system.WaitUntilListedAsync(s_leaseAndSome);
        while (!listed.IsCompleted)
        {
            await AssertOrderIsServedAsync(system);
            await timer.WaitForNextTickAsync(Cancellation);
        }

        await listed;
    }

    private static async Task StopRegistryAsync(RunningSystem system)
    {
        IReadOnlyList<SystemProcess> Registry() => SystemProcess.With("SERVICE_REGISTRY_DATA", system.Data.Path);
        foreach (var process in Registry()) process.Signal(ProcessSignal.Terminate);
        await Eventually.IsTrueAsync(() => Registry().Count == 0, () => "the registry still runs");
    }

    private static async Task AssertOrderIsServedAsync(RunningSystem system)
    {
        using var answer = await system.Gateway.GetAsync("/orders/o-1001", Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
