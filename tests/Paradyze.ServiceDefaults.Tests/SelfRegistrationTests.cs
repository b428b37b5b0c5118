using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Paradyze.Discovery.Client;
using Paradyze.Samples.Testing;

namespace Paradyze.ServiceDefaults.Tests;

public sealed class SelfRegistrationTests : IAsyncDisposable
{
    private readonly RunningRegistry _registry = new();

    [Fact]
    public async Task Start_AWebApplication_RegistersWhereItListensAndLeavesAtTheEnd()
    {
        await using var app = CreateWebApplication(
            new("ServiceDiscovery:ServiceName", "shop"),
            new("OTEL_SERVICE_NAME", "shop"),
            new("OTEL_RESOURCE_ATTRIBUTES", "service.instance.id=x7k2"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        await _registry.WaitForAsync("shop", instances: 1);

        var registered = await _registry.ResolveAsync("shop");
        Assert.Equal(app.Urls.Single(), registered.Url);
        Assert.Equal(app.Urls.Single() + "/health", registered.Health);
        Assert.Equal("shop-x7k2", registered.InstanceId);
        Assert.NotNull(registered.Version);
        Assert.NotNull(registered.LeaseSeconds);

        await app.StopAsync(TestContext.Current.CancellationToken);
        await _registry.WaitForAsync("shop", instances: 0);
    }

    [Fact]
    public async Task Run_SwitchedOff_ChangesNothingInTheRegistry()
    {
        await using var app = CreateWebApplication(new KeyValuePair<string, string?>("ServiceDiscovery:SelfRegistration:Enabled", "false"));

        await AssertChangesNothingAsync(app);
    }

    [Fact]
    public async Task Run_AWorker_ChangesNothingInTheRegistry()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(_registry.Settings);
        builder.AddServiceDefaults();
        using var worker = builder.Build();

        await AssertChangesNothingAsync(worker);
        Assert.Null(worker.Services.GetService<IListeningAddresses>());
    }

    public ValueTask DisposeAsync() => _registry.DisposeAsync();

    // What registers itself is gone again after the stop: the revision tells that it was there.
    private async Task AssertChangesNothingAsync(IHost host)
    {
        var before = await _registry.RevisionAsync();
        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(before, await _registry.RevisionAsync());
    }

    private WebApplication CreateWebApplication(params KeyValuePair<string, string?>[] settings)
    {
        var builder = TestHost.CreateBuilder([.. _registry.Settings, .. settings]);
        builder.AddServiceDefaults();
        return builder.Build();
    }
}
