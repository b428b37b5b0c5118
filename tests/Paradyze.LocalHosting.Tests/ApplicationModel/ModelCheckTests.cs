namespace Paradyze.LocalHosting.Tests.ApplicationModel;

public sealed class ModelCheckTests
{
    [Fact]
    public async Task StartAsync_ModelThatCannotBeDone_NamesEveryFaultAndStartsNothing()
    {
        var builder = TestApp.CreateBuilder();
        builder.AddExecutable("worker", "sleep", ".", "1000").WithHttpHealthCheck("/health");
        builder.AddService("shop")
            .WithHttpHealthCheck("//[")
            .WithHttpHealthCheck("/ready", endpointName: "admin")
            .WithUrlForEndpoint("https", url => url.DisplayText = "shop")
            .WithUrlForEndpoint("http", _ => throw new InvalidOperationException("no words"));
        await using var app = builder.Build();

        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.StartAsync(TestContext.Current.CancellationToken));

        const string WayOut = "Add it with WithHttpEndpoint, or as a url of the project's launch profile.";
        Assert.Equal(
            [
                $"Health check '/health' of resource 'worker': Resource 'worker' has no endpoint 'http'; it has none. {WayOut}",
                "Health check '//[' of resource 'shop': Invalid URI: The hostname could not be parsed.",
                $"Health check '/ready' of resource 'shop': Resource 'shop' has no endpoint 'admin'; it has 'http'. {WayOut}",
                $"Address of endpoint 'https' of resource 'shop': Resource 'shop' has no endpoint 'https'; it has 'http'. {WayOut}",
                "Address of endpoint 'http' of resource 'shop': no words",
            ],
            fault.Message.Split(Environment.NewLine));
        Assert.Empty(app.ResourceNotifications.Latest(app.ResourceNotifications.RequireResource("worker")));
    }
}
