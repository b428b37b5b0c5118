using Paradyze.Discovery;
using Paradyze.Testing;

namespace Paradyze.AppHost.Tests;

/// <summary>A run that ended without goodbye, and the next one over the same data.</summary>
public sealed class RestartTests
{
    private static readonly TimeSpan s_leaseAndSome = TimeSpan.FromSeconds(10 + 5);

    [Fact]
    public async Task Run_AfterOneThatWasKilled_HandsOutNoAddressOfTheDeadAfterOneLease()
    {
        using var data = new TempFolder();
        IReadOnlyList<string> dead;
        await using (var first = await AppHostProcess.StartAsync(data))
        {
            dead = first.Services().Places();
            await first.KillAsync();
        }

        await using var second = await AppHostProcess.StartAsync(data);
        var living = second.Services().Places();
        IReadOnlyList<string> handedOut = [];

        await Eventually.IsTrueAsync(
            async () => (handedOut = await second.Registry.HandedOutAsync()).SequenceEqual(living),
            () => $"{string.Join(", ", living)} live, but the registry hands out {string.Join(", ", handedOut)}",
            s_leaseAndSome);

        // They were not gone before: the registry knows them still, and that they are dead.
        var statuses = await second.Registry.StatusesAsync();
        Assert.All(dead.Except(living), place => Assert.Equal(InstanceStatus.Unhealthy, statuses[place]));
        Assert.NotEmpty(dead.Except(living));
    }
}
