using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Paradyze.Registry.Health.Policy;
using Paradyze.Registry.Security;
using Paradyze.Registry.Tests.Leases;

namespace Paradyze.Registry.Tests.Health;

/// <summary>What the registry's own settings make of the policy.</summary>
public sealed class ProbeServicesTests
{
    private static async Task<string?> RefusalAsync(string address, Action<IServiceCollection> configure)
    {
        await using var registry = await QuietRegistry.StartAsync(configure: configure);
        return registry.Get<ProbePolicy>().Refusal(IPAddress.Parse(address));
    }

    [Fact]
    public async Task Policy_RegistryOnLoopback_ProbesLoopback() =>
        Assert.Null(await RefusalAsync("127.0.0.1", services => services.AddSingleton(new LoopbackHosts(isRequired: true))));

    [Fact]
    public async Task Policy_RegistryOnTheNetwork_DoesNotProbeItsOwnLoopback() =>
        Assert.StartsWith("is loopback", await RefusalAsync("127.0.0.1", services => services.AddSingleton(new LoopbackHosts(isRequired: false))), StringComparison.Ordinal);

    [Theory]
    [InlineData("10.0.0.1", null)]
    [InlineData("127.0.0.1", "is outside of Registry:Probes:AllowedNetworks")]
    public async Task Policy_AllowedNetworks_AreTheOnesThatAreNamed(string address, string? refusal) => Assert.Equal(refusal, await RefusalAsync(
        address,
        services => services.AddSingleton(new LoopbackHosts(isRequired: true)).Configure<RegistryOptions>(options => options.Probes.AllowedNetworks = ["10.0.0.0/8"])));

    [Fact]
    public async Task Lookup_Localhost_IsLoopback()
    {
        await using var registry = await QuietRegistry.StartAsync();
        Assert.All(await registry.Get<IHostLookup>().FindAsync("localhost", TestContext.Current.CancellationToken), address => Assert.True(IPAddress.IsLoopback(address)));
    }
}
