using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Paradyze.LocalHosting;

/// <summary>Collects the resources of an app model.</summary>
public interface IDistributedApplicationBuilder
{
    /// <summary>Gets the app host's configuration: its settings files, environment and command line.</summary>
    ConfigurationManager Configuration { get; }

    /// <summary>Gets the folder of the app host's project; relative paths in the app model start here.</summary>
    string AppHostDirectory { get; }

    /// <summary>Gets the environment that the app host runs in.</summary>
    IHostEnvironment Environment { get; }

    /// <summary>Gets the services of the app host itself.</summary>
    IServiceCollection Services { get; }

    /// <summary>Builds the application. Nothing is started yet.</summary>
    /// <returns>The application, to be run or started.</returns>
    DistributedApplication Build();
}
