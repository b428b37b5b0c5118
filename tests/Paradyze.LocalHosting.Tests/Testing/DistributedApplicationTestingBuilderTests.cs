using System.Net.Http.Json;

namespace Paradyze.LocalHosting.Tests.Testing;

public sealed class DistributedApplicationTestingBuilderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateAsync_AppHost_RunsItsModelOnPortsOfItsOwn()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<FixtureAppHost>(Cancellation);
        await using var app = await builder.BuildAsync(Cancellation);
        await app.StartAsync(Cancellation);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("shop", Cancellation);
        using var http = app.CreateHttpClient("shop");

        var variables = await http.GetFromJsonAsync<Dictionary<string, string>>("/environment", Cancellation);

        var store = app.GetEndpoint("store");
        Assert.NotEqual(25_999, store.Port);
        Assert.Equal(store.ToString().TrimEnd('/'), variables!["STORE_ADDRESS"]);
    }

    [Fact]
    public async Task CreateAsync_LaunchProfile_IsBeneathTheCommandLine()
    {
        var plain = await DistributedApplicationTestingBuilder.CreateAsync<FixtureAppHost>(Cancellation);
        var told = await DistributedApplicationTestingBuilder.CreateAsync<FixtureAppHost>(["--FIXTURE_PROFILE=mine"], Cancellation);

        Assert.Equal("http", plain.Configuration["FIXTURE_PROFILE"]);
        Assert.Equal("mine", told.Configuration["FIXTURE_PROFILE"]);
        Assert.Equal("Development", plain.Environment.EnvironmentName);
        Assert.Equal(FixtureAppHost.ProjectPath, plain.Environment.ContentRootPath);
        Assert.Equal(FixtureAppHost.ProjectPath, plain.AppHostDirectory);
    }

    [Fact]
    public Task CreateAsync_ProgramThrows_ThrowsTheSame() => Assert.ThrowsAsync<FormatException>(
        () => DistributedApplicationTestingBuilder.CreateAsync<FixtureAppHost>(["--Store:Port=many"], Cancellation));

    [Fact]
    public async Task GetEndpoint_NotStarted_Throws()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<FixtureAppHost>(Cancellation);
        await using var app = await builder.BuildAsync(Cancellation);

        var fault = Assert.Throws<InvalidOperationException>(() => app.GetEndpoint("store"));

        Assert.Equal("Endpoint 'http' of resource 'store' has no port yet: ports are given when the application is started.", fault.Message);
    }
}
