namespace Paradyze.LocalHosting.Testing;

/// <summary>The app model of an app host, to be changed and started by a test.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder
{
    /// <summary>Builds the application. Nothing is started yet.</summary>
    /// <param name="cancellationToken">Ends the build.</param>
    /// <returns>The application.</returns>
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}
