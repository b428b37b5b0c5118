using Grpc.Core;

namespace Paradyze.LocalHosting.Tests.ResourceService;

public sealed class ApiKeyGateTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    [InlineData("right ")]
    public async Task Call_KeyIsWrong_IsRefused(string? apiKey)
    {
        await using var app = await TestApp.CreateBuilder(Dashboard.On, "--LocalHosting:ResourceServiceApiKey=right").StartAsync();
        using var dashboard = Dashboard.Of(app, apiKey);

        var one = await Assert.ThrowsAsync<RpcException>(dashboard.InformationAsync);
        var stream = await Assert.ThrowsAsync<RpcException>(() => dashboard.Watch().UntilEndAsync());
        var unknown = await Assert.ThrowsAsync<RpcException>(() => dashboard.CallAsync("WatchInteractions"));

        Assert.All([one, stream, unknown], fault => Assert.Equal(StatusCode.Unauthenticated, fault.StatusCode));
        Assert.Equal(
            "Header x-resource-service-api-key must hold the key that LocalHosting:ResourceServiceApiKey of the app host names.",
            one.Status.Detail);
    }

    [Fact]
    public async Task Call_KeyIsRight_IsAnswered()
    {
        await using var app = await TestApp.CreateBuilder(Dashboard.On, "--LocalHosting:ResourceServiceApiKey=right").StartAsync();
        using var dashboard = Dashboard.Of(app, "right");

        Assert.NotEmpty((await dashboard.InformationAsync()).ApplicationName);
    }
}
