using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Paradyze.Discovery.Client;

/// <summary>Which application this is and in which environment it runs, with or without a host.</summary>
internal sealed class HostFacts(IHostEnvironment? host, EnvironmentVariables environment)
{
    /// <summary>The environment's name. Without a host it is read as hosts read it, and is Production when nothing is said.</summary>
    public string EnvironmentName { get; } =
        host?.EnvironmentName ?? environment("DOTNET_ENVIRONMENT") ?? environment("ASPNETCORE_ENVIRONMENT") ?? Environments.Production;

    public string ApplicationName { get; } =
        host?.ApplicationName is { Length: > 0 } name ? name : Assembly.GetEntryAssembly()?.GetName().Name ?? "application";

    public bool IsDevelopment => Is(Environments.Development);

    public bool IsProduction => Is(Environments.Production);

    private bool Is(string environmentName) => string.Equals(EnvironmentName, environmentName, StringComparison.OrdinalIgnoreCase);
}
