using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Paradyze.Discovery.Client.Tests;

public sealed class OptionsTests : IAsyncDisposable
{
    private const string UrlRule = "must be an absolute http or https url without credentials, query or fragment";

    private readonly ClientFixture _client = new(environment: "Production");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    [Fact]
    public void Client_ManyFaults_AreAllReportedAtOnce()
    {
        _client.Variables.Remove("SERVICE_REGISTRY_URL");
        _client.Settings["ServiceDiscovery:RegistryUrl"] = "http://a.test; nowhere ;http://u:p@b.test";
        _client.Settings["ServiceDiscovery:Overrides:orders"] = "localhost:5000";
        _client.Settings["ServiceDiscovery:LocalDefaults:10"] = "http://a.test";
        _client.Settings["ServiceDiscovery:RefreshInterval"] = "00:00:00";

        Assert.Equal(
            [
                $"ServiceDiscovery:RegistryUrl has 'nowhere': each url, separated by ';', {UrlRule}.",
                $"ServiceDiscovery:RegistryUrl has 'http://u:p@b.test': each url, separated by ';', {UrlRule}.",
                $"ServiceDiscovery:Overrides:orders is 'localhost:5000': it {UrlRule}.",
                $"ServiceDiscovery:LocalDefaults:10 names '10': a service name {ServiceName.Rule}.",
                "ServiceDiscovery:Overrides:orders is 'localhost:5000': overrides are refused in environment Production. "
                + "Remove it, or set ServiceDiscovery:AllowOverridesInProduction=true.",
                "ServiceDiscovery:RefreshInterval is '00:00:00': it must be from 00:00:00.1000000 to 00:01:00.",
            ],
            Faults<ServiceDiscoveryClientOptions>());
    }

    [Fact]
    public void Client_OverridesAllowedInProduction_AreAccepted()
    {
        _client.Settings["ServiceDiscovery:Overrides:orders"] = "http://a.test";
        _client.Settings["ServiceDiscovery:AllowOverridesInProduction"] = "true";

        Assert.Equal("http://a.test", _client.Get<IOptions<ServiceDiscoveryClientOptions>>().Value.Overrides["ORDERS"]);
    }

    [Fact]
    public void Client_EnvironmentVariable_WinsOverConfigurationAndCode()
    {
        _client.Settings["ServiceDiscovery:RegistryUrl"] = "http://configuration.test";
        _client.Services.AddParadyzeDiscovery(static options => options.RegistryUrl = "http://code.test");

        Assert.Equal("http://127.0.0.1:9", _client.Get<IOptions<ServiceDiscoveryClientOptions>>().Value.RegistryUrl);
    }

    [Fact]
    public void Client_FaultyEnvironmentVariable_ErrorNamesTheVariable()
    {
        _client.Variables["SERVICE_REGISTRY_URL"] = "registry:3999";

        Assert.Equal(
            [$"SERVICE_REGISTRY_URL has 'registry:3999': each url, separated by ';', {UrlRule}."], Faults<ServiceDiscoveryClientOptions>());
    }

    [Fact]
    public void SelfRegistration_ManyFaults_AreAllReportedAtOnce()
    {
        _client.Services.AddParadyzeSelfRegistration();
        _client.Settings["ServiceDiscovery:ServiceName"] = "my service";
        _client.Settings["ServiceDiscovery:Advertise:Url"] = "a.test";
        _client.Settings["ServiceDiscovery:SelfRegistration:InstanceId"] = "-";
        _client.Settings["ServiceDiscovery:SelfRegistration:LeaseDuration"] = "00:00:00.5";
        _client.Settings["ServiceDiscovery:SelfRegistration:Weight"] = "-1";

        Assert.Equal(
            [
                $"ServiceDiscovery:ServiceName is 'my service': a service name {ServiceName.Rule}. Set ServiceDiscovery:ServiceName.",
                $"ServiceDiscovery:Advertise:Url is 'a.test': it {UrlRule}, its host never one that stands for all (0.0.0.0, [::]).",
                $"ServiceDiscovery:SelfRegistration:InstanceId is '-': an instance id {InstanceId.Rule}.",
                "ServiceDiscovery:SelfRegistration:LeaseDuration is '00:00:00.5000000': it must be from 00:00:01 to 1.00:00:00, in whole seconds.",
                "ServiceDiscovery:SelfRegistration:Weight is '-1': it must be from 0 to 10000.",
            ],
            Faults<SelfRegistrationOptions>());
    }

    [Fact]
    public async Task Host_FaultyOptions_DoesNotStart()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("ServiceDiscovery:RegistryUrl", "nowhere")]);
        builder.Services.AddSingleton<EnvironmentVariables>(static (string _) => null);
        builder.Services.AddParadyzeDiscovery();
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancel));

        Assert.Equal($"ServiceDiscovery:RegistryUrl has 'nowhere': each url, separated by ';', {UrlRule}.", error.Message);
    }

    [Fact]
    public async Task Host_Overrides_AreLoggedAtStart()
    {
        _client.Settings["ServiceDiscovery:Overrides:orders"] = "http://a.test";
        _client.Settings["ServiceDiscovery:AllowOverridesInProduction"] = "true";

        foreach (var service in _client.Get<IEnumerable<IHostedService>>())
        {
            await service.StartAsync(Cancel);
        }

        var log = Assert.Single(_client.Logs.GetSnapshot(), l => l.Id.Name == "ServiceOverridden");
        Assert.Equal("ServiceDiscovery:Overrides:orders sends this process to http://a.test, whatever the registry says.", log.Message);
    }

    [Fact]
    public async Task Client_NoHostAndNoConfiguration_Works()
    {
        await using var registry = await FakeRegistry.StartNewAsync();
        registry.Put("orders", "o1", "http://a.test");
        await using var services = new ServiceCollection()
            .AddParadyzeDiscovery(options => (options.RegistryUrl, options.SnapshotPath) = (registry.Url, ""))
            .AddSingleton<EnvironmentVariables>(static (string _) => null)
            .BuildServiceProvider();

        Assert.Equal("http://a.test/", (await services.GetRequiredService<ServiceDiscoveryClient>().GetServiceUrlAsync("orders", Cancel)).ToString());
    }

    private IEnumerable<string> Faults<T>()
        where T : class =>
        Assert.Throws<OptionsValidationException>(() => _client.Get<IOptions<T>>().Value).Failures;
}
