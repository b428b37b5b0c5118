namespace Paradyze.Discovery.Client;

/// <summary>The name that this process registers under, and the setting that it came from.</summary>
internal readonly record struct OwnName(string Value, string Origin)
{
    private const string OpenTelemetryVariable = "OTEL_SERVICE_NAME";

    public static OwnName Of(SelfRegistrationOptions options, HostFacts host, EnvironmentVariables environment)
    {
        if (options.ServiceName is { Length: > 0 } configured)
            return new(configured, $"{ServiceDiscoveryClientOptions.SectionName}:{nameof(options.ServiceName)}");
        if (environment(OpenTelemetryVariable) is { Length: > 0 } variable) return new(variable, OpenTelemetryVariable);
        return new(host.ApplicationName.ToLowerInvariant(), "the application's name");
    }
}
