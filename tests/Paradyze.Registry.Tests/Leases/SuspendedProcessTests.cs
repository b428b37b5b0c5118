using Paradyze.Registry.Tests.Api;
using Paradyze.Testing;

namespace Paradyze.Registry.Tests.Leases;

/// <summary>The real process, suspended and resumed.</summary>
public sealed class SuspendedProcessTests
{
    private const int SigStop = 19;
    private const int SigCont = 18;
    private static readonly TimeSpan s_lease = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Resume_AfterLongerThanTheLease_GivesAFullPeriod()
    {
        using var data = new TempFolder();
        await using var registry = RegistryProcess.Start(data.Path, "--urls", "http://127.0.0.1:0");
        var token = TestContext.Current.CancellationToken;
        using var client = new HttpClient { BaseAddress = await registry.AddressAsync(token) };
        await client.SendJsonAsync("/register", """{"serviceName":"orders","url":"http://localhost:1","instanceId":"a","leaseSeconds":2}""");

        // Longer than the lease, by the only clock that both processes know.
        registry.Signal(SigStop);
        await Task.Delay(2 * s_lease, TimeProvider.System, token);
        registry.Signal(SigCont);
        await registry.PrintedAsync("The registry itself was away", token);

        // It is told with the first look after the resume: right then nobody has expired.
        Assert.Equal(200, (await client.ReadAsync("/services/orders")).Status);
        await UntilExpiredAsync(client);
    }

    private static async Task UntilExpiredAsync(HttpClient client)
    {
        for (var look = 0; (await client.ReadAsync("/services/orders")).Status != 503; look++)
        {
            Assert.True(look < 600, "the lease still holds");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
