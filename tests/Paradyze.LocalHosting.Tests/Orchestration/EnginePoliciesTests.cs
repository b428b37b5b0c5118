namespace Paradyze.LocalHosting.Tests.Orchestration;

public sealed class EnginePoliciesTests
{
    [Theory]
    [InlineData("soon")]
    [InlineData("10")] // which TimeSpan takes for days
    [InlineData("30.00:00:00")]
    [InlineData("-00:00:10")]
    public async Task StartAsync_SettingsThatCannotBeFollowed_NamesThemAllWithTheirValues(string stopTimeout)
    {
        var builder = TestApp.CreateBuilder("--LocalHosting:Restart=always", $"--LocalHosting:StopTimeout={stopTimeout}");
        await using var app = builder.Build();

        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(
            [
                "LocalHosting:Restart is 'always': it must be 'never', which is the default, or 'on-failure'.",
                $"LocalHosting:StopTimeout is '{stopTimeout}': it must be a duration of hh:mm:ss, such as 00:00:10.",
            ],
            fault.Message.Split(Environment.NewLine));
    }
}
