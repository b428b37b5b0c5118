using Paradyze.Registry.Tests.Api;
using Paradyze.Testing;

namespace Paradyze.Registry.Tests.Leases;

/// <summary>The real process, away for longer than the lease: nobody pays for that, and the lease still ends.</summary>
public sealed class AwayTests : IDisposable
{
    private const int SigCont = 18;
    private const int SigKill = 9;
    private const int SigStop = 19;
    private const int LeaseSeconds = 2;

    private static readonly string s_registration = $$"""{"serviceName":"orders","url":"http://localhost:1","instanceId":"a","leaseSeconds":{{LeaseSeconds}}}""";

    private readonly TempFolder _data = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Resume_AfterSuspension_GivesAFullPeriod()
    {
        await using var registry = RegistryProcess.Start(_data.Path);
        using var client = await ClientOfAsync(registry);
        await client.SendJsonAsync("/register", s_registration);
        registry.Signal(SigStop);
        await OutlastTheLeaseAsync();
        registry.Signal(SigCont);
        await registry.PrintedAsync("The registry itself was away", Cancellation);
        await IsHandedOutUntilItExpiresAsync(client);
    }

    [Fact]
    public async Task Restart_AfterKill_GivesAFullPeriod()
    {
        await using (var killed = RegistryProcess.Start(_data.Path))
        {
            using var before = await ClientOfAsync(killed);
            await before.SendJsonAsync("/register", s_registration);
            killed.Signal(SigKill);
            await killed.ExitAsync(Cancellation);
        }

        await OutlastTheLeaseAsync();
        await using var registry = RegistryProcess.Start(_data.Path);
        using var client = await ClientOfAsync(registry);
        await IsHandedOutUntilItExpiresAsync(client);
    }

    public void Dispose() => _data.Dispose();

    private static async Task<HttpClient> ClientOfAsync(RegistryProcess registry) => new() { BaseAddress = await registry.AddressAsync(Cancellation) };

    // By the only clock that a process that stands still has in common with this one.
    private static Task OutlastTheLeaseAsync() => Task.Delay(TimeSpan.FromSeconds(2 * LeaseSeconds), TimeProvider.System, Cancellation);

    private static async Task IsHandedOutUntilItExpiresAsync(HttpClient client)
    {
        Assert.Equal(200, (await client.ReadAsync("/services/orders")).Status);
        for (var look = 0; (await client.ReadAsync("/services/orders")).Status != 503; look++)
        {
            Assert.True(look < 600, "the lease still holds");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancellation);
        }
    }
}
