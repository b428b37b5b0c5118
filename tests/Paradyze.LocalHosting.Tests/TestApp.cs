namespace Paradyze.LocalHosting.Tests;

/// <summary>App models of single tests, run in this process as the testing builder does.</summary>
internal static class TestApp
{
    public static DistributedApplicationBuilder CreateBuilder(params string[] args) =>
        new(typeof(FixtureAppHost).Assembly, args, EngineMode.Test);

    /// <summary>Adds a service with an HTTP endpoint and a health check.</summary>
    public static IResourceBuilder<ProjectResource> AddService(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddProject<FixtureService>(name).WithHttpEndpoint().WithHttpHealthCheck("/health");

    /// <summary>Adds a program that runs until it is stopped, and starts faster than a service does.</summary>
    public static IResourceBuilder<ExecutableResource> AddSleeper(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddExecutable(name, "sleep", ".", "1000");

    public static async Task<DistributedApplication> StartAsync(this DistributedApplicationBuilder builder)
    {
        var app = builder.Build();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    public static Task<ResourceEvent> UntilHealthyAsync(this DistributedApplication app, string name) =>
        app.ResourceNotifications.WaitForResourceHealthyAsync(name, TestContext.Current.CancellationToken);

    public static Task UntilAsync(this DistributedApplication app, string name, string state) =>
        app.ResourceNotifications.WaitForResourceAsync(name, state, TestContext.Current.CancellationToken);
}
