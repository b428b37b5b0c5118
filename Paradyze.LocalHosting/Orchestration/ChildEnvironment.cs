using System.Collections;
using System.Globalization;
using Microsoft.Extensions.Hosting;
using Paradyze.LocalHosting.ApplicationModel;
using Paradyze.LocalHosting.LaunchProfiles;
using Paradyze.LocalHosting.Reporting;

namespace Paradyze.LocalHosting.Orchestration;

/// <summary>Puts together what a child finds in its environment. Later layers win.</summary>
internal sealed class ChildEnvironment(IHostEnvironment environment, TelemetryTarget telemetry, ConsoleTraits console)
{
    // What the app host was told about itself, or a shell about another process: a child that inherited it would take another's address.
    private static readonly string[] NotInheritedPrefixes = ["ASPNETCORE_", "SERVICE_REGISTRY_", "services__", "Kestrel__"];

    private static readonly string[] NotInherited =
        ["URLS", "HTTP_PORTS", "HTTPS_PORTS", "PORT", "DOTNET_URLS", "DOTNET_HTTP_PORTS", "DOTNET_HTTPS_PORTS", "DOTNET_LAUNCH_PROFILE"];

    private static readonly StringComparer NameComparer =
        OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>Gives what a replica gets besides what it inherits.</summary>
    public IReadOnlyDictionary<string, string> Given(Replica replica)
    {
        var variables = new Dictionary<string, string>(NameComparer);
        AddEngineDefaults(variables, replica);
        if (replica.Resource is ProjectResource project)
            AddProject(variables, project, replica.Index);
        foreach (var endpoint in replica.Resource.Endpoints)
        {
            if (endpoint.EnvironmentVariable is { } name)
                variables[name] = Invariant(endpoint.Port(replica.Index));
        }

        foreach (var variable in replica.Resource.Environment)
            variables[variable.Name] = variable.Value();
        return variables;
    }

    public static IReadOnlyDictionary<string, string> WithInherited(IReadOnlyDictionary<string, string> given)
    {
        var variables = Inherited();
        foreach (var (name, value) in given)
            variables[name] = value;
        return variables;
    }

    private static Dictionary<string, string> Inherited() =>
        Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .Select(entry => (Name: (string)entry.Key, Value: (string)entry.Value!))
            .Where(variable => !NotInherited.Contains(variable.Name, StringComparer.OrdinalIgnoreCase)
                && !NotInheritedPrefixes.Any(prefix => variable.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            .ToDictionary(variable => variable.Name, variable => variable.Value, NameComparer);

    private void AddEngineDefaults(Dictionary<string, string> variables, Replica replica)
    {
        variables["DOTNET_ENVIRONMENT"] = environment.EnvironmentName;
        variables["OTEL_SERVICE_NAME"] = replica.Resource.Name;
        variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={replica.Suffix}";
        foreach (var (name, value) in telemetry.Variables)
            variables[name] = value;

        if (environment.IsDevelopment())
        {
            // Export at once instead of in batches of seconds: a developer watches.
            variables["OTEL_BLRP_SCHEDULE_DELAY"] = "1000";
            variables["OTEL_BSP_SCHEDULE_DELAY"] = "1000";
            variables["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
            variables["OTEL_TRACES_SAMPLER"] = "always_on";
            variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
        }

        variables["LOGGING__CONSOLE__FORMATTERNAME"] = "simple";
        if (console.UsesColour)
            variables["DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION"] = "true";
    }

    private static void AddProject(Dictionary<string, string> variables, ProjectResource project, int replica)
    {
        if (project.LaunchProfile is { } profile)
            AddLaunchProfile(variables, profile);
        var urls = project.Endpoints
            .Where(endpoint => endpoint.EnvironmentVariable is null)
            .Select(endpoint => endpoint.Url(replica))
            .ToList();
        if (urls.Count > 0)
            variables["ASPNETCORE_URLS"] = string.Join(';', urls);
    }

    private static void AddLaunchProfile(Dictionary<string, string> variables, LaunchProfile profile)
    {
        variables["DOTNET_LAUNCH_PROFILE"] = profile.Name;
        foreach (var (name, value) in profile.EnvironmentVariables)
            variables[name] = value;
    }

    private static string Invariant(int port) => port.ToString(CultureInfo.InvariantCulture);
}
